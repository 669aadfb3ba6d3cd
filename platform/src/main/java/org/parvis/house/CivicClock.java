package org.parvis.house;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
@Component
public class CivicClock {
    public LocalDate today() { return LocalDate.of(2022, 5, 2); }
    public boolean isDemonstration() { return true; }
}
