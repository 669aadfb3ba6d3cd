package org.parvis.house;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** What {@code backup} and {@code restore} are given: a file, or {@code -} for a pipe, and perhaps {@code --verify}. */
record FileArgument(String name, boolean verify) {
    static FileArgument of(String command, List<String> arguments) {
        boolean verify = arguments.contains("--verify");
        List<String> files =
                arguments.stream().filter(word -> !word.equals("--verify")).toList();
        if (files.size() != 1
                || files.getFirst().length() > 1 && files.getFirst().startsWith("-")) {
            throw Refusal.misunderstood(
                    command + " takes one file, or - for a pipe, and perhaps --verify: bin/run " + command + " FILE.");
        }
        return new FileArgument(files.getFirst(), verify);
    }

    boolean isStandard() {
        return name.equals("-");
    }

    Path path() {
        return Path.of(name);
    }

    <T> T read(Function<Archive.Reading, T> reader) {
        try (InputStream in = isStandard() ? new BufferedInputStream(System.in) : Files.newInputStream(path())) {
            return reader.apply(new Archive.Reading(isStandard() ? "What comes in" : name, in));
        } catch (NoSuchFileException e) {
            throw Refusal.cannot("There is no file " + name + ".");
        } catch (AccessDeniedException e) {
            throw Refusal.cannot("This user may not read " + name + ".");
        } catch (IOException e) {
            throw Refusal.cannot(name + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
