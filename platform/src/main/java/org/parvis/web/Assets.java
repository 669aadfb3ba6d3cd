package org.parvis.web;

import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Static files by an address that changes with their content, so that browsers keep them for ever. */
@Component
public class Assets {
    private final ResourceUrlProvider urls;

    Assets(ResourceUrlProvider urls) {
        this.urls = urls;
    }

    public String url(String name) {
        return Objects.requireNonNull(urls.getForLookupPath("/static/" + name), () -> "no static file " + name);
    }
}
