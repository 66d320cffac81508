package io.kaspar.shell;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
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
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
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

    private static final String WRITE_ID = "write.id";
    private static final String WRITE_EPOCH = "write.epoch";

    /** What Spark tells the jobs of a micro-batch. */
    private static final String QUERY_ID = "sql.streaming.queryId";

    private static final String BATCH_ID = "streaming.sql.batchId";

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
        LogicalPlan insert = into(table(observed.sparkSession()))
                .withNewChildren(CollectionConverters.asScala(List.of(observed.logicalPlan()))
                        .toSeq());
        org.apache.spark.sql.classic.Dataset.ofRows(observed.sparkSession(), insert);
        return count(counted);
    }

    private InsertIntoStatement into(LogicalPlan table) {
        return statement.copy(
                table,
                statement.copy$default$2(),
                statement.copy$default$3(),
                statement.copy$default$4(),
                statement.copy$default$5(),
                statement.copy$default$6(),
                statement.copy$default$7(),
                statement.copy$default$8(),
                statement.copy$default$9());
    }

    /** The statement's table. One of Kaspar's learns which micro-batch of which stream it gets, so that it can write each once. */
    private LogicalPlan table(SparkSession spark) {
        if (!(statement.table() instanceof UnresolvedRelation table) || !isKaspars(spark, table)) {
            return statement.table();
        }
        SparkContext context = spark.sparkContext();
        Map<String, String> options = new HashMap<>(table.options().asCaseSensitiveMap());
        options.put(WRITE_ID, context.getLocalProperty(QUERY_ID));
        options.put(WRITE_EPOCH, context.getLocalProperty(BATCH_ID));
        return table.copy(table.copy$default$1(), new CaseInsensitiveStringMap(options), table.copy$default$3());
    }

    private static boolean isKaspars(SparkSession spark, UnresolvedRelation table) {
        String catalog = table.multipartIdentifier().head();
        return spark.conf().get("spark.sql.catalog." + catalog, "").startsWith("io.kaspar.");
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
