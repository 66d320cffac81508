package io.kaspar.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class VersionsPageTest {
    @Test
    void saysWhatIsAskedAndNothingElse() throws IOException {
        assertThat(VersionsPage.read().rows().keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(LineFeature.values())
                        .map(LineFeature::inThePage)
                        .toList());
    }

    @Test
    void hasAColumnForEachLine() throws IOException {
        assertThat(VersionsPage.read().versions().stream().filter(head -> !head.isEmpty()))
                .containsExactlyElementsOf(Arrays.stream(SparkLine.values())
                        .map(SparkLine::version)
                        .distinct()
                        .toList());
    }
}
