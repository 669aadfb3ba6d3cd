package violator.ground;

import violator.upstairs.Upstairs;
import violator.upstairs.UpstairsPage;

public record Ground(Upstairs leaningOn, UpstairsPage page) {}
