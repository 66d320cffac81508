package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Names of types: one name, one thing. */
final class NamesTest {
    /** Names that two types still share. This list only ever gets shorter. */
    private static final Set<String> SHARED = Set.of("Cluster");

    @Test
    void noTwoTypesOfTheMainCodeHaveTheSameSimpleName() throws IOException {
        Map<String, Long> counts = SourceTree.mainFiles().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .filter(name -> !name.equals("package-info") && !SHARED.contains(name))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));

        counts.values().removeIf(count -> count == 1);
        assertThat(counts).isEmpty();
    }
}
