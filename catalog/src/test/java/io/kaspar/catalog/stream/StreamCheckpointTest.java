package io.kaspar.catalog.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a stream in its checkpoint. */
final class StreamCheckpointTest {
    private static final String OFFSETS = "{\"orders\":{\"0\":23}}";

    @TempDir
    private Path root;

    private Path folder() {
        return root.resolve("sources/0");
    }

    private StreamCheckpoint checkpoint() {
        return new StreamCheckpoint(folder().toUri().toString(), new Configuration());
    }

    private void write(String content) throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("0"), content);
    }

    @Test
    void isWhatSparksConnectorWrites() throws IOException {
        assertThat(checkpoint().initialOffsets()).isEmpty();

        checkpoint().writeInitialOffsets(OFFSETS);

        assertThat(Files.readString(folder().resolve("0"))).isEqualTo("\0v1\n" + OFFSETS);
        assertThat(checkpoint().initialOffsets()).contains(OFFSETS);
    }

    /** SPARK-19517: Spark 2.1 wrote no version. */
    @Test
    void readsWhatOldVersionsWrote() throws IOException {
        write("\0" + OFFSETS);
        assertThat(checkpoint().initialOffsets()).contains(OFFSETS);
        write(OFFSETS);
        assertThat(checkpoint().initialOffsets()).contains(OFFSETS);
    }

    @Test
    void refusesWhatLaterVersionsWrote() throws IOException {
        write("\0v99\n" + OFFSETS);

        assertThatThrownBy(() -> checkpoint().initialOffsets())
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("is of version v99, and only v1 can be read");
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        checkpoint().writeInitialOffsets(OFFSETS);

        assertThatThrownBy(() -> checkpoint().writeInitialOffsets("{}"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("it is there already");
        assertThat(checkpoint().initialOffsets()).contains(OFFSETS);
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @Test
    void theLastTopicCounts() throws IOException {
        assertThat(checkpoint().topicLives()).isEmpty();
        Map<String, TopicLife> first = Map.of("orders", new TopicLife("orders", "first"));
        checkpoint().writeTopicLives(first);
        assertThat(checkpoint().topicLives()).isEqualTo(first);
        TopicLife second = new TopicLife("orders", "second", OFFSETS, "{\"orders\":{\"0\":5}}");
        Map<String, TopicLife> both = Map.of("orders", second, "others", new TopicLife("others", "id"));
        checkpoint().writeTopicLives(both);
        assertThat(checkpoint().topicLives()).isEqualTo(both);
        for (int i = 2; i < 12; i++) {
            checkpoint().writeTopicLives(i == 10 ? first : both);
        }
        assertThat(checkpoint().topicLives()).isEqualTo(both);

        for (String text : List.of("{", "{}", "[{}]", "[5]")) {
            Files.writeString(folder().resolve("topics-12"), text);
            assertThatThrownBy(() -> checkpoint().topicLives())
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("topics-12 cannot be understood");
        }
    }

    @Test
    void theLastColumnsCount() throws IOException {
        assertThat(checkpoint().columns()).isEmpty();
        StructType first = new StructType().add("a", DataTypes.IntegerType);
        checkpoint().writeColumns(first);
        StructType second = first.add("b", DataTypes.createArrayType(first));
        checkpoint().writeColumns(second);
        assertThat(checkpoint().columns()).contains(second);

        Files.writeString(folder().resolve("columns-2"), "{");
        assertThatThrownBy(() -> checkpoint().columns())
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("columns-2 cannot be understood");
    }

    @Test
    void whatSparkHasDoneWithIsInItsLogs() throws IOException {
        checkpoint().writeInitialOffsets(OFFSETS);
        assertThat(checkpoint().isLastBatchDone()).isFalse();
        Path root = folder().resolve("../..").normalize();
        Files.createDirectories(root.resolve("offsets"));
        Files.createDirectories(root.resolve("commits"));
        Files.writeString(root.resolve("offsets/9"), "");
        Files.writeString(root.resolve("offsets/10"), "");
        Files.writeString(root.resolve("commits/9"), "");
        assertThat(checkpoint().isLastBatchDone()).isFalse();
        Files.writeString(root.resolve("commits/10"), "");
        Files.writeString(root.resolve("commits/.11.tmp"), "");
        assertThat(checkpoint().isLastBatchDone()).isTrue();
    }
}
