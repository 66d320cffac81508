package io.kaspar.reader.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.log.LogLineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeaderEpochCheckpointTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void tellsTheEpochOfEachOffset() {
        LeaderEpochCheckpoint checkpoint = LeaderEpochCheckpoint.parse("0\n3\n2 10\n3 25\n7 100\n");

        assertThat(checkpoint.epochAt(9)).isNegative();
        assertThat(checkpoint.epochAt(10)).isEqualTo(2);
        assertThat(checkpoint.epochAt(99)).isEqualTo(3);
        assertThat(checkpoint.epochAt(Long.MAX_VALUE)).isEqualTo(7);
        assertThat(checkpoint.contains(3)).isTrue();
        assertThat(checkpoint.contains(5)).isFalse();
    }

    @Test
    void hasNoEntriesWithoutAFileAndInNonsense() throws IOException {
        assertThat(LeaderEpochCheckpoint.read(directory).epochAt(5)).isNegative();
        assertThat(LeaderEpochCheckpoint.parse("99999999999 1\nx y\n1 -4\n").epochAt(5))
                .isNegative();
    }

    @Test
    void aLogIsTrustedOnlyWhereItHasTheLastRecordsEpoch() throws IOException {
        Files.writeString(directory.resolve("leader-epoch-checkpoint"), "0\n2\n2 0\n4 50\n");
        PartitionDirectory partition = new LiveDirectory(directory, null);

        assertThatCode(() -> partition.requireLineage(new LogLineage.Known(4, 4, 80)))
                .doesNotThrowAnyException();
        assertThatCode(() -> partition.requireLineage(new LogLineage.Known(6, 4, 80)))
                .doesNotThrowAnyException();
        assertThatCode(() -> partition.requireLineage(new LogLineage.OnlyCopy()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> partition.requireLineage(new LogLineage.Known(6, 5, 80)))
                .isInstanceOf(OtherLineageException.class)
                .hasMessageContaining("leader epoch 5")
                .hasMessageContaining("offset 80");
        assertThatThrownBy(() -> partition.requireLineage(new LogLineage.Untold()))
                .isInstanceOf(OtherLineageException.class);
    }
}
