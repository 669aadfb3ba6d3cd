package org.parvis.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class ComponentsController {
    @GetMapping("/composants")
    ComponentsPage show() {
        return new ComponentsPage();
    }
}
