package org.parvis.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final Commands commands = new Commands(List.of(new Echo("repeat"), new Echo("echo")));

    @Test
    void a_command_gets_its_arguments_and_gives_its_exit_code() {
        assertThat(commands.run("echo", List.of("un", "deux"), out)).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("echo un deux");
    }

    @Test
    void an_unknown_command_is_refused_with_the_way_to_the_known_ones() {
        assertThatThrownBy(() -> commands.run("chant", List.of(), out))
                .isInstanceOf(Refusal.class)
                .hasMessage("There is no command chant; bin/run --help lists what there is.");
    }

    @Test
    void the_list_is_sorted_and_one_line_each() {
        commands.list(out);
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("  echo     says it again", "  repeat   says it again");
    }

    @Test
    void options_come_before_the_command_and_everything_after_it_is_its_own() {
        assertThat(Invocation.of(List.of())).isEqualTo(Invocation.SERVE);
        assertThat(Invocation.of(List.of("--empty")).empty()).isTrue();
        assertThat(Invocation.of(List.of("--empty", "echo", "--help", "un")))
                .isEqualTo(new Invocation(false, true, Optional.of("echo"), List.of("--help", "un")));
        assertThatThrownBy(() -> Invocation.of(List.of("--full")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--full");
    }

    private record Echo(String name) implements Command {
        @Override
        public String help() {
            return "says it again";
        }

        @Override
        public int run(List<String> arguments, PrintStream out) {
            out.println(name + " " + String.join(" ", arguments));
            return arguments.size();
        }
    }
}
