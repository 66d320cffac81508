package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a package says it may import is all that it imports of Kaspar. In the sentence, the name of a package allows the
 * package and what is below it; "everything" and "every package" allow all.
 */
final class MayImportTest {
    /** Packages whose sentence names rooms in words, not packages. This list only ever gets shorter. */
    private static final Set<String> IN_WORDS = Set.of("catalog", "catalog.scan.metric");

    private static final Pattern SENTENCE = Pattern.compile("May import (.*?)[.](?:\\s|$)", Pattern.DOTALL);
    private static final Pattern ALLOWED = Pattern.compile("\\{@code\\s+(?:io[.]kaspar[.])?([a-z][a-z.]*)}");
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?io[.]kaspar[.]([a-z.]+)[.][A-Z]", Pattern.MULTILINE);

    @Test
    void everyPackageImportsOnlyWhatItSays() throws IOException {
        Map<Path, List<Path>> packages =
                SourceTree.mainFiles().stream().collect(Collectors.groupingBy(Path::getParent));

        assertThat(packages.entrySet().stream().flatMap(room -> violations(room.getKey(), room.getValue())))
                .isEmpty();
    }

    private static Stream<String> violations(Path folder, List<Path> files) {
        String name = packageName(folder);
        String sentence = sentence(folder.resolve("package-info.java"));
        if (IN_WORDS.contains(name) || sentence.contains("everything") || sentence.contains("every package")) {
            return Stream.empty();
        }
        List<String> allowed = ALLOWED.matcher(sentence)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        return files.stream()
                .flatMap(file -> IMPORT.matcher(read(file)).results())
                .map((MatchResult match) -> match.group(1))
                .filter(imported -> !imported.equals(name) && allowed.stream().noneMatch(room -> isIn(room, imported)))
                .distinct()
                .map(imported -> name + " imports " + imported);
    }

    private static boolean isIn(String room, String imported) {
        return imported.equals(room) || imported.startsWith(room + ".");
    }

    private static String packageName(Path folder) {
        String path = folder.toString().replace('/', '.');
        return path.substring(path.indexOf("io.kaspar.") + "io.kaspar.".length());
    }

    private static String sentence(Path description) {
        return SENTENCE.matcher(read(description).replaceAll("\\s*\n \\*\\s*", " "))
                .results()
                .findFirst()
                .map((MatchResult match) -> match.group(1))
                .orElse("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
