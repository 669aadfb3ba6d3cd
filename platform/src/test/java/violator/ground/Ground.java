package violator.ground;

import violator.upstairs.Upstairs;

public record Ground(Upstairs leaningOn) {}
