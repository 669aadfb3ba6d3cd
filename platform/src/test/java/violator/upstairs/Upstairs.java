package violator.upstairs;

public record Upstairs() {}
