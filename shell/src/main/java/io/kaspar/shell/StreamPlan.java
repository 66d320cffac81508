package io.kaspar.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnsupportedOperationChecker;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.streaming.OutputMode;

/**
 * What a stream's plan says of its rows.
 *
 * @param mode which rows a micro-batch gives: new ones, changed ones, or all of a result
 * @param rowLimit how many rows there will ever be, for a query that ends in {@code LIMIT}
 */
record StreamPlan(OutputMode mode, OptionalLong rowLimit) {
    private static final List<OutputMode> MODES =
            List.of(OutputMode.Append(), OutputMode.Update(), OutputMode.Complete());
    private static final String NOT_IN_THIS_MODE = "STREAMING_OUTPUT_MODE";

    /**
     * Takes the first mode that Spark can run the query in: append, update, complete.
     *
     * @param wanted a mode that a person wants instead; Spark says when it starts whether that goes
     * @throws AnalysisException when the query cannot run as a stream
     */
    static StreamPlan of(Dataset<Row> stream, Optional<OutputMode> wanted) throws AnalysisException {
        LogicalPlan plan = ((org.apache.spark.sql.classic.Dataset<Row>) stream)
                .queryExecution()
                .analyzed();
        OutputMode mode = wanted.isPresent() ? wanted.get() : first(plan);
        return new StreamPlan(mode, mode.equals(OutputMode.Append()) ? rowLimit(plan) : OptionalLong.empty());
    }

    /** Whether each micro-batch gives the whole result anew. */
    boolean isWhole() {
        return mode.equals(OutputMode.Complete());
    }

    private static OutputMode first(LogicalPlan plan) throws AnalysisException {
        List<AnalysisException> refusals = new ArrayList<>();
        for (OutputMode mode : MODES) {
            try {
                check(plan, mode);
                return mode;
            } catch (AnalysisException e) {
                refusals.add(e);
            }
        }
        throw refusals.stream()
                .filter(refusal -> !String.valueOf(refusal.getCondition()).startsWith(NOT_IN_THIS_MODE))
                .findFirst()
                .orElse(refusals.get(0));
    }

    @SuppressWarnings("RedundantThrows") // the compiler does not see what Scala throws
    private static void check(LogicalPlan plan, OutputMode mode) throws AnalysisException {
        UnsupportedOperationChecker.checkForStreaming(plan, mode);
    }

    private static OptionalLong rowLimit(LogicalPlan plan) {
        return plan instanceof GlobalLimit limit && limit.limitExpr().foldable()
                ? OptionalLong.of(((Number) limit.limitExpr().eval(null)).longValue())
                : OptionalLong.empty();
    }
}
