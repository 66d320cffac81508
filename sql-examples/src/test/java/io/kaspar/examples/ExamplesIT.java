package io.kaspar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.shell.SampleSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every example of {@code queries/}. With {@code -Dkaspar.write-expected=true} it writes what they print instead. */
@ExtendWith(SampleSessions.class)
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
    void printsWhatItsFileSays(String example, SampleSession samples) throws Exception {
        Path expected = QUERIES.resolve(example.replace(".sql", ".expected"));

        SampleSession.Printed printed = samples.run(QUERIES.resolve(example));

        assertThat(printed.succeeded()).as(printed.err()).isTrue();
        if (Boolean.getBoolean("kaspar.write-expected")) {
            Files.writeString(expected, printed.out());
        }
        assertThat(printed.out()).isEqualTo(Files.readString(expected));
    }
}
