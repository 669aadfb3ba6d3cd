package org.parvis.house;
import org.springframework.stereotype.Component;
@Component
public class Settings {
    public String publicUrl() { return "http://localhost:8080"; }
}
