package io.kaspar.examples.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every example of {@code queries/}. With {@code -Dkaspar.write-expected=true} it writes what they print instead. */
@ExtendWith(Samples.Extension.class)
class ExamplesIT {
    private static final Path QUERIES = Path.of("queries");

    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(QUERIES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void printsWhatItsFileSays(String example, Samples samples) throws Exception {
        Path expected = QUERIES.resolve(example.replace(".sql", ".expected"));

        String printed = run(samples, QUERIES.resolve(example));

        if (Boolean.getBoolean("kaspar.write-expected")) {
            Files.writeString(expected, printed);
        }
        assertThat(printed).isEqualTo(Files.readString(expected));
    }

    private static String run(Samples samples, Path file) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        StatementRunner statements = new StatementRunner(
                samples.spark(),
                ResultWriter.of(ShellOptions.parse(List.of()), () -> 0),
                false,
                print(out),
                print(err));
        boolean succeeded =
                new ScriptRunner(statements).run(ScriptRunner.read(List.of(new ShellOptions.Script.File(file))));
        assertThat(succeeded).as(() -> err.toString(StandardCharsets.UTF_8)).isTrue();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
