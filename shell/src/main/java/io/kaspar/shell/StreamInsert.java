package io.kaspar.shell;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoStatement;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * {@code INSERT INTO t SELECT … FROM STREAM …}, which Spark itself refuses: each micro-batch is inserted by the same statement, so that columns
 * are matched, cast and refused as in any other.
 *
 * @param statement without its query
 * @param rows of its query, a stream
 */
record StreamInsert(InsertIntoStatement statement, Dataset<Row> rows) implements StreamTarget {
    private static final String CHECKPOINT = "checkpointLocation";
    private static final String ROW_COUNT = "rows";

    /** What a text is; empty where it is any other statement, or none: Spark tells what is wrong with it. */
    static Optional<StreamInsert> of(SparkSession spark, String text) {
        var session = (org.apache.spark.sql.classic.SparkSession) spark;
        try {
            LogicalPlan plan = session.sessionState().sqlParser().parsePlan(text);
            if (!(plan instanceof InsertIntoStatement insert)) {
                return Optional.empty();
            }
            Dataset<Row> rows = org.apache.spark.sql.classic.Dataset.ofRows(session, insert.query());
            return rows.isStreaming() ? Optional.of(new StreamInsert(insert, rows)) : Optional.empty();
        } catch (AnalysisException e) {
            return Optional.empty();
        }
    }

    /** What the statement says in {@code INSERT INTO t WITH (checkpointLocation = '…')}. */
    @Override
    public Optional<String> checkpoint() {
        return statement.table() instanceof UnresolvedRelation table
                ? Optional.ofNullable(table.options().get(CHECKPOINT))
                : Optional.empty();
    }

    @Override
    public BatchOutput batches(StructType rowType, boolean isWhole) {
        return this::insert;
    }

    private long insert(Dataset<Row> microBatch) throws IOException {
        Observation counted = new Observation();
        var observed = (org.apache.spark.sql.classic.Dataset<Row>)
                microBatch.observe(counted, functions.count(functions.lit(1)).as(ROW_COUNT));
        LogicalPlan insert = statement.withNewChildren(
                CollectionConverters.asScala(List.of(observed.logicalPlan())).toSeq());
        org.apache.spark.sql.classic.Dataset.ofRows(observed.sparkSession(), insert);
        return count(counted);
    }

    private static long count(Observation counted) throws IOException {
        try {
            return counted.getAsJava().get(ROW_COUNT) instanceof Number count ? count.longValue() : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while rows were stored");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
