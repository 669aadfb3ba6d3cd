package org.parvis.web;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The instance's own colours, in a style sheet of its own: the content policy allows none in the page. */
@RestController
class IdentityController {
    private final String stylesheet;

    IdentityController(Identity identity) {
        this.stylesheet = identity.stylesheet();
    }

    @GetMapping("/identite.css")
    ResponseEntity<String> stylesheet() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/css;charset=UTF-8"))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
                .body(stylesheet);
    }
}
