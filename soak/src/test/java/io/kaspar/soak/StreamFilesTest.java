package io.kaspar.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamFilesTest {
    @TempDir
    Path folder = Path.of("");

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void sayWhichOffsetsAMicroBatchHas() throws IOException {
        StreamFiles files = new StreamFiles(folder);
        assertThat(files.topicId("t")).isEmpty();
        assertThat(files.end()).isEmpty();
        write("sources/0/0", "\u0000v1\n{\"t\":{\"0\":5}}");
        write("sources/0/topics-0", "[{\"topic\":\"t\",\"id\":\"abc\"},{\"topic\":\"u\",\"id\":\"def\"}]");
        write("offsets/0", "v1\n{\"batchWatermarkMs\":0}\n{\"t\":{\"0\":9}}");
        write("offsets/1", "v1\n{\"batchWatermarkMs\":0}\n{\"t\":{\"0\":9,\"1\":3},\"u\":{\"0\":7}}");
        write("offsets/.1.crc", "x");

        assertThat(files.topicId("t")).contains("abc");
        assertThat(files.ranges(0, "t")).contains(Map.of(0, new OffsetRange(5, 9)));
        assertThat(files.ranges(1, "t")).contains(Map.of(0, new OffsetRange(9, 9), 1, new OffsetRange(0, 3)));
        assertThat(files.topicId("u")).contains("def");
        assertThat(files.ranges(0, "u")).contains(Map.of());
        assertThat(files.ranges(1, "u")).contains(Map.of(0, new OffsetRange(0, 7)));
        assertThat(files.end()).isEqualTo(Map.of("t", Map.of(0, 9L, 1, 3L), "u", Map.of(0, 7L)));
        write("offsets/2", "v1\n{\"batchWatermarkMs\":0}\n{\"t\":{\"0\":2,\"1\":4}}");
        assertThat(files.ranges(2, "t")).isEmpty();
        assertThat(files.rangesOfANewTopic(2, "t"))
                .isEqualTo(Map.of(0, new OffsetRange(0, 2), 1, new OffsetRange(0, 4)));
    }

    @Test
    void forgetOnlyTheLastCommit() throws IOException {
        StreamFiles files = new StreamFiles(folder);
        assertThat(files.forgetLastCommit()).isFalse();
        write("commits/9", "v1\n{}");
        write("commits/10", "v1\n{}");
        write("commits/.10.crc", "x");

        assertThat(files.forgetLastCommit()).isTrue();

        assertThat(folder.resolve("commits")).isDirectoryContaining(file -> file.endsWith("9"));
        assertThat(folder.resolve("commits/10")).doesNotExist();
        assertThat(folder.resolve("commits/.10.crc")).doesNotExist();
    }
}
