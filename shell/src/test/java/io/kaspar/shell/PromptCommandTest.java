package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptCommandTest {
    @Test
    void understandsWords() {
        assertThat(PromptCommand.parse(" Help ; ")).contains(new PromptCommand.Help());
        assertThat(PromptCommand.parse("exit")).contains(new PromptCommand.Quit());
        assertThat(PromptCommand.parse("\\q")).contains(new PromptCommand.Quit());
    }

    @Test
    void understandsSwitches() {
        assertThat(PromptCommand.parse(".timer ON")).contains(new PromptCommand.Timer(true));
        assertThat(PromptCommand.parse(".mode update;")).contains(new PromptCommand.Mode("update"));
        assertThat(PromptCommand.parse(".trigger '10 seconds'")).contains(new PromptCommand.Triggered("10 seconds"));
        assertThat(PromptCommand.parse(".trigger")).contains(new PromptCommand.Triggered(""));
        assertThat(PromptCommand.parse(".pager off;")).contains(new PromptCommand.Paging(false));
    }

    @Test
    void understandsFiles() {
        assertThat(PromptCommand.parse(".output")).contains(new PromptCommand.Output(Optional.empty()));
        assertThat(PromptCommand.parse(".output a b.csv"))
                .contains(new PromptCommand.Output(Optional.of(Path.of("a b.csv"))));
        assertThat(PromptCommand.parse(".output '/tmp/a;b'"))
                .contains(new PromptCommand.Output(Optional.of(Path.of("/tmp/a;b"))));
        assertThat(PromptCommand.parse(".output ~/a.csv"))
                .contains(new PromptCommand.Output(Optional.of(Path.of(System.getProperty("user.home"), "a.csv"))));
    }

    @Test
    void understandsDescriptions() {
        assertThat(PromptCommand.parse("\\d")).contains(new PromptCommand.Tables());
        assertThat(PromptCommand.parse("\\streams;")).contains(new PromptCommand.Streams());
        assertThat(PromptCommand.parse("\\d my-topic;")).contains(new PromptCommand.Describe("my-topic"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".timer", ".timer maybe", ".pager 1", ".format csv", "\\x", ".", "\\"})
    void saysThatItDoesNotUnderstand(String line) {
        assertThat(PromptCommand.parse(line).orElseThrow())
                .isInstanceOfSatisfying(PromptCommand.Unclear.class, unclear -> {
                    assertThat(unclear.complaint())
                            .contains(line.split(" ")[0], "help")
                            .doesNotContain("\n");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SELECT 1", "help me", "SELECT .5", "quit\nSELECT"})
    void leavesSqlAlone(String line) {
        assertThat(PromptCommand.parse(line)).isEmpty();
    }
}
