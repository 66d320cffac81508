package io.kaspar.reader.column;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Memory of a task follows its records, not its columns times its options. */
class BlockSizeTest {
    private static final int MAX_ROWS = 4096;
    private static final long MIB = 1 << 20;

    private static List<ScanColumn> strings(int count) {
        StructType nested = IntStream.range(0, count)
                .boxed()
                .reduce(
                        new StructType(),
                        (type, i) -> type.add("c" + i, DataTypes.StringType),
                        (first, second) -> first);
        return List.of(new ScanColumn.WholeValue(nested));
    }

    private static ScanSpec spec(List<ScanColumn> columns, int maxRows, long rowLimit) {
        PayloadSchema binary = new PayloadSchema.Raw(RawFormat.BINARY);
        return new ScanSpec(
                new TopicIdentity("c1", "orders", "id"),
                new ScanOutput(columns, JudgedPart.WANTED_COLUMNS, rowLimit),
                new ReadSettings(
                        Isolation.READ_COMMITTED,
                        ReadLocality.OFF,
                        List.of(),
                        true,
                        MalformedMode.FAILFAST,
                        maxRows,
                        1000,
                        true),
                new BrokerAccess.CopiesOnly(),
                new PayloadSchemas(new TopicSchema(binary, binary), null));
    }

    @Test
    void takesTheRowsOfTheOptionForCommonTables() {
        assertThat(BlockSize.rows(spec(strings(500), MAX_ROWS, ScanOutput.NO_LIMIT)))
                .isEqualTo(MAX_ROWS);
    }

    @Test
    void takesNoMoreRowsThanAreWanted() {
        assertThat(BlockSize.rows(spec(strings(5), MAX_ROWS, 1))).isEqualTo(1);
    }

    @Test
    void takesFewerRowsTheWiderTheyAre() {
        assertThat(BlockSize.rows(spec(strings(5000), MAX_ROWS, ScanOutput.NO_LIMIT)))
                .isBetween(100, 1000);
        assertThat(BlockSize.rows(spec(strings(100_000), MAX_ROWS, ScanOutput.NO_LIMIT)))
                .isBetween(16, 100);
        assertThat(BlockSize.rows(spec(strings(20), 1_000_000, ScanOutput.NO_LIMIT)))
                .isLessThan(1_000_000);
    }

    @Test
    void allocatesLittleForThousandsOfColumnsBeforeThereAreRecords() {
        assertThat(allocatedBy(spec(strings(5000), MAX_ROWS, ScanOutput.NO_LIMIT)))
                .isLessThan(16 * MIB);
        assertThat(allocatedBy(spec(strings(5000), MAX_ROWS, 1))).isLessThan(8 * MIB);
    }

    @Test
    void keepsOneCopyOfTheTopicsName() {
        ScanColumn topic = new ScanColumn.Metadata(MetadataField.TOPIC, DataTypes.StringType);
        assertThat(allocatedBy(spec(List.of(topic), 1_000_000, ScanOutput.NO_LIMIT)))
                .isLessThan(MIB);
    }

    /** What making the columns of a task and filling them from no records takes, once all classes are loaded. */
    private static long allocatedBy(ScanSpec spec) {
        allocatedByFirst(spec(strings(1), 1, 1));
        return allocatedByFirst(spec);
    }

    private static long allocatedByFirst(ScanSpec spec) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        RecordBuffer buffer = new RecordBuffer();
        RecordBlock records = new RecordBlock(buffer, 1, 1);
        ScanTask task = new ScanTask(0, new OffsetRange(0, 1), List.of());
        long before = threads.getCurrentThreadAllocatedBytes();
        try (RecordColumns columns =
                RecordColumnsBuilder.build(spec, task, buffer, new ScanCounters(), Cancellation.NEVER)) {
            columns.reset();
            columns.append(records);
            return threads.getCurrentThreadAllocatedBytes() - before;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
