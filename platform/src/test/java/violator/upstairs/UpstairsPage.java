package violator.upstairs;

import java.time.LocalDate;

/** Breaks every rule of the house. */
public record UpstairsPage(LocalDate day) {
    public static UpstairsPage today() {
        System.out.println("today");
        return new UpstairsPage(LocalDate.now());
    }
}
