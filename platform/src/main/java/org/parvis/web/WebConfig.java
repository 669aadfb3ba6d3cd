package org.parvis.web;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Identity.class)
class WebConfig implements WebMvcConfigurer {
    private final ObjectProvider<Visits> visits;
    private final ObjectProvider<Actors> actors;
    private final ObjectProvider<PageRenderer> renderer;
    private final ObjectProvider<FormGuard> guard;
    private final String dev;

    WebConfig(
            ObjectProvider<Visits> visits,
            ObjectProvider<Actors> actors,
            ObjectProvider<PageRenderer> renderer,
            ObjectProvider<FormGuard> guard,
            @Value("${parvis.dev:}") String dev) {
        this.visits = visits;
        this.actors = actors;
        this.renderer = renderer;
        this.guard = guard;
        this.dev = dev;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(visits.getObject());
        resolvers.add(actors.getObject());
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(renderer.getObject());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(guard.getObject());
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/static/**")
                .addResourceLocations(dev.isEmpty() ? "classpath:/static/" : "file:" + dev + "/resources/static/")
                .setCacheControl(
                        dev.isEmpty()
                                ? CacheControl.maxAge(Duration.ofDays(365)).immutable()
                                : CacheControl.noCache())
                .resourceChain(dev.isEmpty())
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }
}
