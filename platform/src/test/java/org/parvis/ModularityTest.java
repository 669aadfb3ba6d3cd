package org.parvis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parvis.house.Modules;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;
import org.springframework.modulith.core.Violations;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions.DiagramStyle;

/** The rooms keep to their doors, and each uses only rooms above it in {@code modules.txt}. */
class ModularityTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path SOURCES = Path.of("src/main/java/org/parvis");
    private static final Pattern PURPOSE = Pattern.compile("/\\*\\*\\s*(?:\\*\\s*)?(.+?\\.)\\s", Pattern.DOTALL);

    /** {@code sortition} is a library, not a room. */
    private final ApplicationModules modules =
            ApplicationModules.of(Parvis.class, JavaClass.Predicates.resideInAPackage("org.parvis.sortition.."));

    private final List<String> order = Modules.inOrder().names();

    @Test
    void every_room_keeps_to_the_doors_it_declares() {
        modules.verify();
    }

    @Test
    void the_rule_bites_whoever_breaks_it() {
        var built = ApplicationModules.of("violator", ImportOption.Predefined.ONLY_INCLUDE_TESTS);
        assertThatThrownBy(built::verify).isInstanceOf(Violations.class).hasMessageContaining("upstairs");
        assertThat(upwardUses(built, List.of("ground", "upstairs"))).containsExactly("ground uses upstairs");
        assertThat(upwardUses(built, List.of("upstairs", "ground"))).isEmpty();
    }

    @Test
    void every_room_has_its_place_in_the_order_of_the_house() {
        assertThat(modules.stream().map(ModularityTest::name)).containsExactlyInAnyOrderElementsOf(order);
    }

    @Test
    void a_room_uses_only_rooms_above_it_in_the_order_of_the_house() {
        assertThat(upwardUses(modules, order)).isEmpty();
    }

    @Test
    void the_picture_in_the_docs_is_the_one_of_the_code() throws IOException {
        new Documenter(modules)
                .writeModulesAsPlantUml(DiagramOptions.defaults().withStyle(DiagramStyle.UML))
                .writeModuleCanvases();
        String plantUml = Files.readString(Path.of("target/spring-modulith-docs/components.puml"));
        assertThat(Stream.of(rewritten("modules.puml", inOrder(plantUml)), rewritten("modules.md", picture()))
                        .flatMap(Optional::stream))
                .as("files under docs/ that were out of date; they are now rewritten: look at them and commit them")
                .isEmpty();
    }

    /** The arrows come in the order in which classes were found, which is not the same on every machine. */
    private static String inOrder(String plantUml) {
        List<String> lines = plantUml.lines().toList();
        int first = lines.indexOf(
                lines.stream().filter(l -> l.contains(" --> ")).findFirst().orElseThrow());
        return Stream.of(
                        lines.stream().limit(first),
                        lines.stream().filter(l -> l.contains(" --> ")).sorted(),
                        lines.stream().skip(first).filter(l -> !l.contains(" --> ")))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> upwardUses(ApplicationModules modules, List<String> order) {
        return modules.stream()
                .flatMap(module -> uses(modules, module)
                        .filter(used -> order.indexOf(used) > order.indexOf(name(module)))
                        .map(used -> name(module) + " uses " + used))
                .toList();
    }

    private static Stream<String> uses(ApplicationModules modules, ApplicationModule module) {
        return module.getDependencies(modules, DependencyDepth.IMMEDIATE)
                .uniqueModules()
                .map(ModularityTest::name)
                .sorted();
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }

    private String picture() {
        var page = new StringBuilder(
                "# The rooms of the house\n\nDrawn from the code by `ModularityTest`: an arrow points at"
                        + " what a room uses, and never upwards in this list.\n\n");
        for (String room : order) {
            page.append("- **")
                    .append(room)
                    .append("**: ")
                    .append(purpose(room))
                    .append('\n');
        }
        page.append("\n```mermaid\nflowchart BT\n");
        for (String room : order) {
            page.append("  ").append(room).append('\n');
        }
        for (String room : order) {
            Optional<ApplicationModule> module = modules.getModuleByName(room);
            module.stream()
                    .flatMap(m -> uses(modules, m))
                    .forEach(used -> page.append("  ")
                            .append(room)
                            .append(" --> ")
                            .append(used)
                            .append('\n'));
        }
        return page.append("```\n").toString();
    }

    /** The first sentence of the room's own package-info. */
    private static String purpose(String room) {
        try {
            var matcher = PURPOSE.matcher(Files.readString(SOURCES.resolve(room).resolve("package-info.java")));
            return matcher.find()
                    ? matcher.group(1).replaceAll("\\s*\\n \\*\\s*", " ").replaceAll("<[^>]+>", "")
                    : "";
        } catch (IOException e) {
            throw new AssertionError("The room " + room + " says nothing of its purpose.", e);
        }
    }

    private static Optional<String> rewritten(String name, String expected) throws IOException {
        Path file = DOCS.resolve(name);
        if (Files.exists(file) && Files.readString(file).equals(expected)) {
            return Optional.empty();
        }
        Files.createDirectories(DOCS);
        Files.writeString(file, expected);
        return Optional.of(name);
    }
}
