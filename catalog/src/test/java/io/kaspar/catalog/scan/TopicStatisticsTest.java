package io.kaspar.catalog.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.cluster.TopicSnapshot;
import io.kaspar.catalog.cluster.TopicStorage;
import io.kaspar.catalog.locality.FoundHosts;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class TopicStatisticsTest {
    private static final StructType NUMBER = new StructType().add("_offset", DataTypes.LongType);
    private static final StructType TEXT = new StructType().add("value", DataTypes.StringType);
    private static final TopicColumns COLUMNS = new TopicColumns(
            new TopicSchema(new PayloadSchema.Raw(RawFormat.STRING), new PayloadSchema.Raw(RawFormat.STRING)), "_");
    /** 1000 offsets of 100 bytes. */
    private static final TopicStorage STORAGE = new TopicStorage(Map.of(), Map.of(0, 100_000L), "");

    private static TopicStatistics statistics(StructType readTypes, long rowLimit, TopicStorage storage, int tasks) {
        PartitionRanges ranges = new PartitionRanges(0, List.of(TimedRange.all(500, 1000)));
        List<TopicInputPartition> inputPartitions = ranges.cut(tasks).stream()
                .map(part -> new TopicInputPartition(
                        new ScanTask(0, part.ranges(), new LogLineage.Untold(), List.of()), List.of()))
                .toList();
        ScanPlan plan = new ScanPlan(
                TopicSnapshot.of(Map.of(0, new OffsetRange(0, 1000)), Map.of()),
                List.of(ranges),
                inputPartitions,
                storage,
                FoundHosts.NOT_ASKED,
                0);
        return TopicStatistics.of(
                plan, new ScanDemand(readTypes, List.of(), List.of(), JudgedPart.WANTED_COLUMNS, rowLimit), COLUMNS);
    }

    @Test
    void takesNumbersForAsWideAsTheyAre() {
        TopicStatistics statistics = statistics(NUMBER, ScanOutput.NO_LIMIT, STORAGE, 4);

        assertThat(statistics.numRows()).hasValue(500);
        assertThat(statistics.sizeInBytes()).hasValue(500 * (8 + 8));
    }

    @Test
    void takesTextForRatherTooWide() {
        assertThat(statistics(TEXT, ScanOutput.NO_LIMIT, STORAGE, 1).sizeInBytes())
                .hasValue(500 * (8 + 4 * 100));
    }

    @Test
    void guessesFromTypesWhereFilesAreUnknown() {
        assertThat(statistics(TEXT, ScanOutput.NO_LIMIT, TopicStorage.NOT_ASKED, 1)
                        .sizeInBytes())
                .hasValue(500 * (8 + 20));
    }

    @Test
    void expectsNoMoreRowsThanTheLimitOfEachTask() {
        assertThat(statistics(NUMBER, 10, STORAGE, 1).numRows()).hasValue(10);
        assertThat(statistics(NUMBER, 10, STORAGE, 3).numRows()).hasValue(30);
        assertThat(statistics(new StructType(), 10, STORAGE, 3).sizeInBytes()).hasValue(30 * 8);
    }
}
