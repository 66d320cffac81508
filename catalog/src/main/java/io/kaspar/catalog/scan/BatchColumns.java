package io.kaspar.catalog.scan;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.batch.TimestampType;
import io.kaspar.reader.task.MetadataField;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** What a row says of a record batch: the fields of its header, as {@code DefaultRecordBatch} of Kafka has them. */
public final class BatchColumns {
    private static final String PARTITION = "partition";
    private static final long MICROS_PER_MS = TimeUnit.MILLISECONDS.toMicros(1);

    private static final StructType COLUMNS = new StructType()
            .add(column(PARTITION, DataTypes.IntegerType, "from 0 on"))
            .add(column("base_offset", DataTypes.LongType, "of the first record that was in it"))
            .add(column("last_offset", DataTypes.LongType, "of the last record that was in it"))
            .add(column("records", DataTypes.IntegerType, "how many are in it; compaction takes some"))
            .add(column("size_bytes", DataTypes.IntegerType, "on disk, with the header, compressed"))
            .add(column("codec", DataTypes.StringType, "none, gzip, snappy, lz4 or zstd"))
            .add(column("timestamp_type", DataTypes.StringType, "CreateTime or LogAppendTime"))
            .add(column(
                    "first_timestamp",
                    DataTypes.TimestampType,
                    "of the first record; null where there is none, or compaction wrote another time in its place",
                    true))
            .add(column(
                    "max_timestamp", DataTypes.TimestampType, "the greatest, as the producer or the broker says", true))
            .add(column("leader_epoch", DataTypes.IntegerType, "of the leader that took it", true))
            .add(column(
                    "producer_id",
                    DataTypes.LongType,
                    "null where the producer was neither idempotent nor transactional",
                    true))
            .add(column("producer_epoch", DataTypes.IntegerType, "null as the id is", true))
            .add(column("base_sequence", DataTypes.IntegerType, "of the first record; null as the id is", true))
            .add(column(
                    "is_transactional", DataTypes.BooleanType, "whether a transaction wrote it, whatever became of it"))
            .add(column("is_control", DataTypes.BooleanType, "whether it is the marker that ends a transaction"));

    private BatchColumns() {}

    private static StructField column(String name, DataType type, String comment) {
        return column(name, type, comment, false);
    }

    private static StructField column(String name, DataType type, String comment, boolean isNullable) {
        return new StructType().add(name, type, isNullable, comment).apply(0);
    }

    /** All of them. */
    public static StructType all() {
        return COLUMNS;
    }

    /** What records have of a column, whose conditions say which partitions are read. */
    static Optional<MetadataField> restricting(String column) {
        return column.equals(PARTITION) ? Optional.of(MetadataField.PARTITION) : Optional.empty();
    }

    static InternalRow row(int partition, RecordBatchView batch) {
        boolean hasProducer = batch.hasProducerId();
        return new GenericInternalRow(new Object[] {
            partition,
            batch.baseOffset(),
            batch.lastOffset(),
            batch.recordCount(),
            batch.sizeInBytes(),
            UTF8String.fromString(batch.codec().name().toLowerCase(Locale.ROOT)),
            UTF8String.fromString(
                    batch.timestampType() == TimestampType.LOG_APPEND_TIME ? "LogAppendTime" : "CreateTime"),
            batch.hasDeleteHorizon() ? null : micros(batch.baseTimestamp()),
            micros(batch.maxTimestamp()),
            batch.leaderEpoch() < 0 ? null : batch.leaderEpoch(),
            hasProducer ? batch.producerId() : null,
            hasProducer ? (int) batch.producerEpoch() : null,
            hasProducer && batch.baseSequence() >= 0 ? batch.baseSequence() : null,
            batch.isTransactional(),
            batch.isControl()
        });
    }

    /** Kafka says -1 where it knows no time. */
    private static @Nullable Long micros(long ms) {
        return ms < 0 || ms > Long.MAX_VALUE / MICROS_PER_MS ? null : ms * MICROS_PER_MS;
    }
}
