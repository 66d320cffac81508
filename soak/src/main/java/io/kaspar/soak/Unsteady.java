package io.kaspar.soak;

import java.util.Objects;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * A function of SQL that gives what it was given, and whose tasks fail in the middle, or take long, in their first attempts. Where
 * Spark speculates, a slow one gets a rival.
 */
final class Unsteady implements UDF1<String, String> {
    private static final long serialVersionUID = 1L;
    private static final int ROWS_PER_FAILURE = 120;
    private static final int ROWS_PER_DELAY = 90;
    private static final int LONGEST_DELAY_MS = 2_500;

    private final long seed;

    private Unsteady(long seed) {
        this.seed = seed;
    }

    static void register(SparkSession spark, long seed) {
        spark.udf().register("unsteady", new Unsteady(seed), DataTypes.StringType);
    }

    @Override
    public String call(String text) throws InterruptedException {
        int attempt = TaskContext.get().attemptNumber();
        int chance = Objects.hash(seed, text, attempt, TaskContext.get().stageId()) & Integer.MAX_VALUE;
        if (attempt < 2 && chance % ROWS_PER_FAILURE == 0) {
            throw new IllegalStateException("fails at first, as it shall");
        }
        if (attempt < 1 && chance % ROWS_PER_DELAY == 1) {
            Thread.sleep(chance % LONGEST_DELAY_MS);
        }
        return text;
    }
}
