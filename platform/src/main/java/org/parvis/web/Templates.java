package org.parvis.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Templates compiled with the rest of the code; from source at each reload under {@code bin/run --dev}. */
@Configuration(proxyBeanMethods = false)
class Templates {
    @Bean
    TemplateEngine templateEngine(@Value("${parvis.dev:}") String source) {
        TemplateEngine engine;
        if (source.isEmpty()) {
            engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.parvis");
            engine.setBinaryStaticContent(true);
        } else {
            engine = TemplateEngine.create(
                    new DirectoryCodeResolver(Path.of(source, "java/org/parvis")),
                    Path.of(
                            System.getProperty("java.io.tmpdir"),
                            "parvis-jte-" + ProcessHandle.current().pid()),
                    ContentType.Html,
                    Templates.class.getClassLoader(),
                    "org.parvis");
        }
        engine.setTrimControlStructures(true);
        return engine;
    }
}
