package org.parvis.web;

import java.util.concurrent.Executors;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets so many requests in at once, the others wait outside: a request being served takes a hundred kilobytes, one that waits a
 * fifth of that. Two thousand at the same second would otherwise fill the heap, and be slow for want of memory.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Doorkeeper implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private static final int AT_ONCE = 256;

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        var servers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("request-", 0).factory());
        factory.addProtocolHandlerCustomizers(handler -> handler.setExecutor(servers));
    }
}
