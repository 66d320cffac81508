package io.kaspar.shell.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * A function of SQL that gives what it was given. The first attempt of the first task says where it is and waits in its middle for ever;
 * each later one waits for a file before its first row.
 */
final class FirstAttemptWaits implements UDF1<Long, String> {
    private static final long serialVersionUID = 1L;
    private static final long POLL_MS = 20;

    private final String folder;
    private final long lastRow;

    private FirstAttemptWaits(Path folder, long lastRow) {
        this.folder = folder.toString();
        this.lastRow = lastRow;
    }

    /**
     * Makes the function {@code first_attempt_waits(number)}.
     *
     * @param lastRow which the first attempt gives before it waits
     */
    static FirstAttemptWaits register(SparkSession spark, Path folder, long lastRow) {
        FirstAttemptWaits waits = new FirstAttemptWaits(folder, lastRow);
        spark.udf().register("first_attempt_waits", waits, DataTypes.StringType);
        return waits;
    }

    /** The host of the first attempt. */
    String host() throws IOException {
        return Files.readString(Path.of(folder, "host"));
    }

    /** Lets later attempts go on. */
    void letOthersGoOn() throws IOException {
        Files.writeString(Path.of(folder, "others"), "");
    }

    @Override
    public String call(Long number) throws IOException, InterruptedException {
        TaskContext task = TaskContext.get();
        if (task.partitionId() == 0) {
            boolean isFirst = task.attemptNumber() == 0;
            if (isFirst) {
                Files.writeString(
                        Path.of(folder, "host"),
                        SparkEnv.get().blockManager().blockManagerId().host());
            }
            while (isFirst ? number > lastRow : !Files.exists(Path.of(folder, "others"))) {
                Thread.sleep(POLL_MS);
            }
        }
        return Long.toString(number);
    }
}
