package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.docs.ErrorMessages.ErrorMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether docs/troubleshooting.md has every error that a user can get. */
final class TroubleshootingTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/troubleshooting.md");
    /** Modules whose errors users see. */
    private static final Set<String> MODULES = Set.of("catalog", "client", "reader", "schema", "shell", "writer");

    /** The first cell of a table's row, and what is code in it. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*?) \\| ");

    /** The end of one text literal and the beginning of the next, of one text over two lines. */
    private static final Pattern TWO_LITERALS = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** A mistake in Kaspar itself: whoever gets it reports it, and no page helps. */
    private static final Set<String> MISTAKES_OF_THE_CODE =
            Set.of("IllegalStateException", "UnsupportedOperationException", "ClassNotFoundException");

    /** Caught within Kaspar. */
    private static final Set<String> NEVER_SEEN = Set.of("DecoderCompilationException", "CancelledException");

    @Test
    void everyMessageHasAnEntry() throws IOException {
        List<String> entries = entries(Files.readString(PAGE));
        List<String> internal = internalMessages();
        List<ErrorMessage> unknown = messages().stream()
                .filter(message -> !isAnyOf(entries, message) && !isAnyOf(internal, message))
                .toList();

        assertThat(unknown)
                .as("errors that docs/troubleshooting.md does not have; those that only a mistake in the code can cause"
                        + " belong into internal-errors.txt")
                .isEmpty();
    }

    @Test
    void everyInternalMessageIsStillThere() throws IOException {
        List<ErrorMessage> messages = messages();

        assertThat(internalMessages())
                .allSatisfy(
                        entry -> assertThat(messages).as(entry).anyMatch(message -> isAnyOf(List.of(entry), message)));
    }

    /** Behind the part about Spark's own messages. */
    @Test
    void everyEntryIsStillInTheCode() throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path file : files().toList()) {
            code.append(TWO_LITERALS.matcher(Files.readString(file)).replaceAll(""));
        }
        String page = Files.readString(PAGE);

        List<String> gone = entries(page.substring(page.indexOf("## Options"))).stream()
                .filter(entry -> entry.contains(" "))
                .filter(entry -> !isIn(longestPart(entry), code.toString()))
                .toList();

        assertThat(gone)
                .as("texts of docs/troubleshooting.md that no error has")
                .isEmpty();
    }

    @Test
    void everyExceptionOfOursIsNamed() throws IOException {
        String page = Files.readString(PAGE);
        List<String> notNamed = files().map(
                        file -> file.getFileName().toString().replace(".java", ""))
                .filter(name -> name.endsWith("Exception") && !NEVER_SEEN.contains(name))
                .filter(name -> !page.contains("`" + name + "`"))
                .toList();

        assertThat(notNamed)
                .as("exceptions that docs/troubleshooting.md does not name")
                .isEmpty();
    }

    private static boolean isAnyOf(List<String> entries, ErrorMessage message) {
        return entries.stream().anyMatch(entry -> isIn(entry, message.text()));
    }

    /** Whether the parts of an entry are in a message, in this order. */
    private static boolean isIn(String entry, String text) {
        int position = 0;
        for (String part : entry.split(ErrorMessages.GAP)) {
            int found = text.indexOf(part.strip(), position);
            if (found < 0) {
                return false;
            }
            position = found + part.strip().length();
        }
        return true;
    }

    private static List<ErrorMessage> messages() throws IOException {
        List<ErrorMessage> messages = new ArrayList<>();
        for (Path file : files().toList()) {
            messages.addAll(ErrorMessages.of(file));
        }
        messages.removeIf(message -> MISTAKES_OF_THE_CODE.contains(message.exception()));
        assertThat(messages).hasSizeGreaterThan(100);
        return messages;
    }

    private static Stream<Path> files() throws IOException {
        return SourceTree.mainFiles().stream()
                .filter(file ->
                        MODULES.contains(ROOT.relativize(file).getName(0).toString()));
    }

    private static String longestPart(String entry) {
        return Stream.of(entry.split(ErrorMessages.GAP))
                .map(String::strip)
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    private static List<String> entries(String page) {
        return ROW.matcher(page)
                .results()
                .flatMap(row -> CODE.matcher(row.group(1)).results())
                .map((MatchResult code) -> code.group(1))
                .filter(entry -> entry.length() >= 8)
                .toList();
    }

    private static List<String> internalMessages() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/internal-errors.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
