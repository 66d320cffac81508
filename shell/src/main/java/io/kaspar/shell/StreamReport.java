package io.kaspar.shell;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What became of a stream.
 *
 * @param rowCount rows that it gave
 * @param rowsRead rows that were read of its sources
 * @param rowsPerSecond that were read, over its whole life
 * @param behind offsets of a partition that the last micro-batch left; nothing when no source tells
 * @param error why it failed
 */
record StreamReport(
        String name,
        State state,
        Instant started,
        long rowCount,
        long rowsRead,
        double rowsPerSecond,
        OptionalLong behind,
        @Nullable String error,
        String statement) {
    private static final StructType ROW_TYPE = StructType.fromDDL("name STRING, state STRING, started TIMESTAMP,"
            + " rows BIGINT, rows_read BIGINT, read_per_second DOUBLE, behind BIGINT, error STRING, statement STRING");
    private static final double TENTHS = 10;

    /** Where a stream is in its life. */
    enum State {
        RUNNING,
        /** By a person. */
        STOPPED,
        /** By itself: all was read that was there, or there were as many rows as its limit. */
        ENDED,
        FAILED
    }

    /** A table of them. */
    static Dataset<Row> table(SparkSession spark, List<StreamReport> reports) {
        return spark.createDataFrame(reports.stream().map(StreamReport::row).toList(), ROW_TYPE);
    }

    private Row row() {
        return RowFactory.create(
                name,
                state.name().toLowerCase(Locale.ROOT),
                started,
                rowCount,
                rowsRead,
                Math.round(rowsPerSecond * TENTHS) / TENTHS,
                behind.isPresent() ? (Long) behind.getAsLong() : null,
                error,
                statement);
    }
}
