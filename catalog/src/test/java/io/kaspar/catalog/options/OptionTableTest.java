package io.kaspar.catalog.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the option tables of {@code docs/options.md} with the code. To write them anew, run this test with
 * {@code -Dkaspar.regenerate=true}.
 */
class OptionTableTest {
    private static final String BEGIN = "<!-- options: begin, generated from the enums of KasparOption -->";
    private static final String END = "<!-- options: end -->";

    @ParameterizedTest
    @ValueSource(strings = "docs/options.md")
    void isWhatTheDocumentationShows(String page) throws IOException {
        Path file = Path.of("..").resolve(page);
        if (Boolean.getBoolean("kaspar.regenerate")) {
            Files.write(file, withTable(Files.readAllLines(file)));
        }
        List<String> lines = Files.readAllLines(file);

        assertThat(lines.subList(lines.indexOf(BEGIN) + 1, lines.indexOf(END)))
                .as(page + "; write it anew with -Dtest=OptionTableTest -Dkaspar.regenerate=true")
                .isEqualTo(OptionTable.markdownLines());
    }

    @Test
    void hasARowOfFiveCellsForEachOption() {
        List<String> rows = OptionTable.markdownLines().stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .hasSize(Math.toIntExact(OptionTheme.allOptions().count()))
                .allSatisfy(line -> assertThat(line.split("\\|", -1)).hasSize(7));
    }

    @Test
    void hasATableForEachEnumOfOptions() {
        assertThat(OptionTheme.values())
                .extracting(OptionTheme::options)
                .map(options -> List.<Object>copyOf(options))
                .containsExactlyInAnyOrderElementsOf(Stream.of(KasparOption.class.getPermittedSubclasses())
                        .map(type -> List.<Object>of(type.getEnumConstants()))
                        .toList());
    }

    @Test
    void callsEachOptionByAnotherName() {
        assertThat(OptionTheme.allOptions().map(option -> option.optionName().toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
    }

    private static List<String> withTable(List<String> page) {
        List<String> lines = new ArrayList<>(page.subList(0, page.indexOf(BEGIN) + 1));
        lines.addAll(OptionTable.markdownLines());
        lines.addAll(page.subList(page.indexOf(END), page.size()));
        return lines;
    }
}
