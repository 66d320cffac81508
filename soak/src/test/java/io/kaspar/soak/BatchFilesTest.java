package io.kaspar.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchFilesTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void keepWhatCameLastOfEachNumber() throws IOException {
        BatchFiles files = new BatchFiles(folder.resolve("rows"));
        assertThat(files.last()).isEmpty();
        assertThat(files.take(0)).isEmpty();
        Row row = RowFactory.create(0, 1L, null, null, new byte[] {1}, null, null, "t");

        assertThat(files.put(9, new BatchRows("first", List.of(), 0))).isFalse();
        assertThat(files.put(10, new BatchRows("plan", List.of(row), 3))).isFalse();
        assertThat(files.put(9, new BatchRows("again", List.of(), 0))).isTrue();
        Files.writeString(folder.resolve("rows/11.tmp"), "half");

        assertThat(files.last()).hasValue(10);
        assertThat(files.take(9)).map(BatchRows::plan).contains("again");
        assertThat(files.take(11)).isEmpty();
        BatchRows rows = files.take(10).orElseThrow();
        assertThat(rows.lostOffsets()).isEqualTo(3);
        assertThat(rows.of("t")).hasSize(1);
        assertThat(rows.of("u")).isEmpty();
    }
}
