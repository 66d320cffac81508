package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.options.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pattern of secret names that people copy into their Spark: the same in every file that shows or sets one. */
final class RedactionTest {
    private static final Path ROOT = Path.of("..");
    /** A key and, on its line, what it is set to. */
    private static final Pattern SETTING = Pattern.compile("spark\\.redaction\\.regex[:= ]+\\s*([(][?]i[)][^'\\s]+)");

    private static final Set<String> SKIPPED = Set.of("target", ".git");
    private static final Predicate<String> SHOWS_SETTINGS =
            Pattern.compile("[.](md|conf|ya?ml|sh|properties)$|^kaspar-|^run$").asPredicate();

    static List<Path> filesThatSetIt() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && SHOWS_SETTINGS.test(file.getFileName().toString()))
                    .filter(file -> Stream.of(file.toString().split("/")).noneMatch(SKIPPED::contains))
                    .filter(file -> SETTING.matcher(read(file)).find())
                    .map(ROOT::relativize)
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/options.md",
                "docker/spark-defaults.conf",
                "deploy/kubernetes/spark-defaults.conf",
                "deploy/spark-operator/spark-application.yaml",
                "deploy/apache-spark-operator/thrift-server.yaml"
            })
    void isSetWhereSecretsCouldBeShown(String file) throws IOException {
        assertThat(filesThatSetIt()).contains(Path.of(file));
    }

    @ParameterizedTest
    @MethodSource("filesThatSetIt")
    void isThatOfTheCode(Path file) {
        assertThat(SETTING.matcher(read(ROOT.resolve(file))).results())
                .extracting((MatchResult match) -> match.group(1))
                .containsOnly(Secrets.SPARK_REDACTION_REGEX);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
