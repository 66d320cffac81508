package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.shell.ShellOptions.Action;
import io.kaspar.shell.ShellOptions.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellOptionsTest {
    @Test
    void opensAPromptOverAnEmbeddedClusterByDefault() throws UsageException {
        ShellOptions options = parse();

        assertThat(options.action()).isEqualTo(Action.RUN);
        assertThat(options.scripts()).isEmpty();
        assertThat(options.bootstrapServers()).isEmpty();
        assertThat(options.output()).isEqualTo(OutputFormat.TABLE);
    }

    @Test
    void keepsScriptsInTheirOrder() throws UsageException {
        assertThat(parse("-e", "SELECT 1", "-f", "a.sql", "-e", "SELECT 2").scripts())
                .containsExactly(
                        new Script.Text("SELECT 1"), new Script.File(Path.of("a.sql")), new Script.Text("SELECT 2"));
    }

    @Test
    void takesHowStreamsRun() throws UsageException {
        assertThat(parse().streams()).isEqualTo(StreamSettings.standard());
        assertThat(parse("--trigger", "available-now", "--output-mode=Update").streams())
                .isEqualTo(new StreamSettings(Trigger.AvailableNow(), Optional.of(OutputMode.Update())));
        assertThat(parse("--trigger", "10 seconds").streams().trigger()).isEqualTo(Trigger.ProcessingTime(10_000));
        assertThatThrownBy(() -> parse("--trigger", "often")).hasMessageContaining("available-now");
        assertThatThrownBy(() -> parse("--output-mode", "csv")).hasMessageContaining("complete");
    }

    @Test
    void takesValuesAfterABlankOrAnEqualsSign() throws UsageException {
        ShellOptions options = parse("--bootstrap-server=h:1", "--schema-registry", "http://r", "--max-rows=5");

        assertThat(options.bootstrapServers()).contains("h:1");
        assertThat(options.schemaRegistry()).contains("http://r");
        assertThat(options.maxRows()).isEqualTo(5);
    }

    @Test
    void cutsASettingAtItsFirstEqualsSign() throws UsageException {
        assertThat(parse("--conf", "a=b=c", "--conf=d=e").sparkSettings()).isEqualTo(Map.of("a", "b=c", "d", "e"));
    }

    @ParameterizedTest
    @CsvSource({
        "--bogus, unknown argument --bogus",
        "-e, -e wants a value",
        "--output=xml, 'table, csv or json'",
        "--conf=x, KEY=VALUE",
        "--max-rows=-1, a number",
        "--schema-registry=http://r, --bootstrap-server",
    })
    void saysWhatIsWrong(String argument, String message) {
        assertThatThrownBy(() -> parse(argument))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    private static ShellOptions parse(String... arguments) throws UsageException {
        return ShellOptions.parse(List.of(arguments));
    }
}
