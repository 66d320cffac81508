package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.testing.kafka.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The right to read a broker's files, taken from a process in the middle of its scan. The broker keeps its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WithdrawnRightIT {
    private final TestCluster cluster = TestCluster.start();

    private List<String> prefix = List.of();

    @BeforeAll
    void needsAProcessThatPermissionsStop() throws Exception {
        Optional<List<String>> found = UnprivilegedProcess.prefix();
        assumeTrue(
                found.isPresent(),
                "these tests run as root, whom permissions do not stop, and setpriv cannot start a process with less rights");
        prefix = found.orElseThrow();
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory", "segment"})
    void goesToTheBrokerWhenTheRightIsWithdrawnDuringTheScan(String what) throws Exception {
        LiveTopic topic =
                LiveTopic.create(cluster, "withdrawn-" + what, 1, Map.of()).filled();
        List<String> expected = topic.consumed();

        ScanningChild.Outcome outcome = withoutRight(topic, ReadLocality.PREFERRED, unreadable(topic, what));

        assertThat(outcome.error()).isEmpty();
        assertThat(outcome.rows()).isEqualTo(expected);
        assertThat(outcome.fallbacks()).isEqualTo(Map.of(FallbackReason.NOT_READABLE, 1L));
        assertThat(outcome.localRecords()).isPositive();
        assertThat(outcome.networkRecords()).isEqualTo(LiveTopic.RECORDS - outcome.localRecords());
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory", "segment"})
    void namesPathAndUserWhereLocalReadsAreRequired(String what) throws Exception {
        LiveTopic topic =
                LiveTopic.create(cluster, "required-" + what, 1, Map.of()).filled();
        List<String> expected = topic.consumed();
        Path unreadable = unreadable(topic, what);

        ScanningChild.Outcome outcome = withoutRight(topic, ReadLocality.REQUIRED, unreadable);

        assertThat(outcome.error())
                .startsWith("read.locality=required, but " + topic.name() + "-0 cannot be read")
                .contains(unreadable.toString())
                .contains("by the user " + System.getProperty("user.name"))
                .contains("set read.locality=preferred");
        assertThat(outcome.rows())
                .isNotEmpty()
                .isEqualTo(expected.subList(0, outcome.rows().size()));
        assertThat(outcome.networkRecords()).isZero();
    }

    /** An index is but a hint: without it a segment is read from its beginning. */
    @Test
    void readsOnWhenTheRightToAnIndexIsWithdrawn() throws Exception {
        LiveTopic topic =
                LiveTopic.create(cluster, "withdrawn-index", 1, Map.of()).filled();
        List<String> expected = topic.consumed();

        ScanningChild.Outcome outcome = withoutRight(topic, ReadLocality.REQUIRED, unreadable(topic, "index"));

        assertThat(outcome.rows()).isEqualTo(expected);
        assertThat(outcome.fallbacks()).isEmpty();
        assertThat(outcome.networkRecords()).isZero();
    }

    /** The scan has the first segment open; the third it meets by itself. */
    private static Path unreadable(LiveTopic topic, String what) throws IOException {
        Path directory = topic.directory();
        Path segment = LiveTopic.segments(directory).get(2);
        return switch (what) {
            case "directory" -> directory;
            case "segment" -> segment;
            default -> directory.resolve(segment.getFileName().toString().replace(".log", ".index"));
        };
    }

    private ScanningChild.Outcome withoutRight(LiveTopic topic, ReadLocality locality, Path path) throws Exception {
        ScanSpec spec = topic.scans()
                .withLocality(locality)
                .withMaxRows(LiveScan.FEW_ROWS)
                .spec();
        try (ScanningChild child =
                ScanningChild.start(prefix, spec, topic.scans().task(0, LiveTopic.RECORDS))) {
            Set<PosixFilePermission> before = Files.getPosixFilePermissions(path);
            Files.setPosixFilePermissions(path, Set.of());
            try {
                return child.goOn();
            } finally {
                Files.setPosixFilePermissions(path, before);
            }
        }
    }
}
