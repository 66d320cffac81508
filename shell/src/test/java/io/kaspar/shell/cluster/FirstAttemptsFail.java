package io.kaspar.shell.cluster;

import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** A function of SQL that gives what it was given, in a task's third attempt; in those before it fails. */
final class FirstAttemptsFail implements UDF1<String, String> {
    private static final long serialVersionUID = 1L;
    private static final int ATTEMPTS = 2;

    /** Makes the function {@code third_time_lucky(text)}. */
    static void register(SparkSession spark) {
        spark.udf().register("third_time_lucky", new FirstAttemptsFail(), DataTypes.StringType);
    }

    @Override
    public String call(String text) {
        int attempt = TaskContext.get().attemptNumber();
        if (attempt < ATTEMPTS) {
            throw new IllegalStateException("attempt " + attempt + " fails");
        }
        return text;
    }
}
