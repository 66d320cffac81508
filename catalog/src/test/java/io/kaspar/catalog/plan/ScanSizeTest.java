package io.kaspar.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.catalog.facts.FoundHosts;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ScanSizeTest {
    private static final StructType NUMBER = new StructType().add("_offset", DataTypes.LongType);
    private static final StructType TEXT = new StructType().add("value", DataTypes.StringType);
    private static final TopicColumns COLUMNS = new TopicColumns(
            new TopicSchema(new PayloadSchema.Raw(RawFormat.STRING), new PayloadSchema.Raw(RawFormat.STRING)), "_");
    /** 1000 offsets of 100 bytes. */
    private static final TopicReplicas STORAGE = new TopicReplicas(Map.of(), Map.of(0, 100_000L), "");

    private static ScanSize statistics(StructType readTypes, long rowLimit, TopicReplicas storage, int tasks) {
        PartitionRanges ranges = new PartitionRanges(0, List.of(TimedRange.all(500, 1000)));
        List<PlannedTask> planned = ranges.cut(tasks).stream()
                .map(part ->
                        new PlannedTask(new ScanTask(0, part.ranges(), new LogLineage.Untold(), List.of()), List.of()))
                .toList();
        ScanPlan plan = new ScanPlan(
                TopicSnapshot.of(Map.of(0, new OffsetRange(0, 1000)), Map.of()),
                List.of(ranges),
                planned,
                storage,
                FoundHosts.NOT_ASKED,
                0);
        return ScanSize.of(
                plan, new ScanDemand(readTypes, List.of(), List.of(), JudgedPart.WANTED_COLUMNS, rowLimit), COLUMNS);
    }

    @Test
    void takesKafkasNumbersForAsWideAsTheyAre() {
        ScanSize size = statistics(NUMBER, ScanOutput.NO_LIMIT, STORAGE, 4);

        assertThat(size.rows()).isEqualTo(500);
        // in memory, since their share of what lies on disk would be more
        assertThat(size.bytes()).isEqualTo(500 * (8 + 8));
    }

    @Test
    void takesTextForWhatItTakesOnDisk() {
        assertThat(statistics(TEXT, ScanOutput.NO_LIMIT, STORAGE, 1).bytes()).isEqualTo(500 * 100);
    }

    @Test
    void guessesFromTypesWhereFilesAreUnknown() {
        assertThat(statistics(TEXT, ScanOutput.NO_LIMIT, TopicReplicas.NOT_ASKED, 1)
                        .bytes())
                .isEqualTo(500 * (8 + 20));
    }

    @Test
    void expectsNoMoreRowsThanTheLimitOfEachTask() {
        assertThat(statistics(NUMBER, 10, STORAGE, 1).rows()).isEqualTo(10);
        assertThat(statistics(NUMBER, 10, STORAGE, 3).rows()).isEqualTo(30);
        assertThat(statistics(new StructType(), 10, STORAGE, 3).bytes()).isEqualTo(30 * 8);
    }

    /** A table of 16 columns as TPC-H has it. */
    private static StructType lineItem() {
        StructType type = new StructType();
        for (int number = 0; number < 8; number++) {
            type = type.add("n" + number, DataTypes.LongType);
        }
        for (int number = 0; number < 5; number++) {
            type = type.add("t" + number, DataTypes.StringType);
        }
        StructType part = new StructType().add("a", DataTypes.LongType).add("b", DataTypes.StringType);
        return type.add("part", part).add("d0", DataTypes.DateType).add("d1", DataTypes.DateType);
    }

    private static ScanSize size(StructType all, StructType read, long rows, long logBytes) {
        PartitionRanges ranges = new PartitionRanges(0, List.of(TimedRange.all(0, rows)));
        ScanPlan plan = new ScanPlan(
                TopicSnapshot.of(Map.of(0, new OffsetRange(0, rows)), Map.of()),
                List.of(ranges),
                List.of(),
                new TopicReplicas(Map.of(), Map.of(0, logBytes), ""),
                FoundHosts.NOT_ASKED,
                0);
        PayloadSchema value =
                new PayloadSchema.Registered("s", 1, 1, SchemaText.avro("\"string\""), PayloadOptions.DEFAULT, all);
        TopicColumns columns = new TopicColumns(new TopicSchema(new PayloadSchema.Raw(RawFormat.STRING), value), "_");
        return ScanSize.of(
                plan,
                new ScanDemand(read, List.of(), List.of(), JudgedPart.WANTED_COLUMNS, ScanOutput.NO_LIMIT),
                columns);
    }

    private static StructType only(StructType all, String... names) {
        StructType read = new StructType();
        for (String name : names) {
            read = read.add(all.apply(name));
        }
        return read;
    }

    @Test
    void letsSparkBroadcastTwoNarrowColumnsAsItDoesOfAFile() {
        long broadcastThreshold = 10 << 20;

        assertThat(size(lineItem(), only(lineItem(), "n0", "n1"), 600_000, 48L << 20)
                        .bytes())
                .isLessThan(broadcastThreshold)
                // and no less than an eighth of what the rows take in memory
                .isGreaterThan(600_000 * (8 + 16) / 8);
    }

    @Test
    void growsWithTheColumnsThatAreReadAndKeepsToTheirParts() {
        StructType all = lineItem();
        StructType nested = new StructType().add("part", new StructType().add("a", DataTypes.LongType), true);
        long log = 60_000_000;

        long one = size(all, nested, 600_000, log).bytes();
        long two = size(all, only(all, "part"), 600_000, log).bytes();
        long three = size(all, only(all, "part", "t0", "t1"), 600_000, log).bytes();
        long whole = size(all, all, 600_000, log).bytes();

        assertThat(List.of(one, two, three, whole)).isSorted().doesNotHaveDuplicates();
        assertThat(whole).isLessThanOrEqualTo(log);
    }

    @Test
    void believesNoCompressionBeyondALimit() {
        long rows = 1_000_000;

        assertThat(size(lineItem(), only(lineItem(), "n0"), rows, 1000).bytes()).isEqualTo(rows * (8 + 8) / 8);
    }
}
