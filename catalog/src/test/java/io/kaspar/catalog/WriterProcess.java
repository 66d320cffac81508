package io.kaspar.catalog;

import io.kaspar.embedded.ParentWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;

/** A driver that may be killed at any time: statements with names, whose tasks fail at first, and then a stream of what they wrote. */
public final class WriterProcess {
    static final int STATEMENTS = 12;
    static final int ROWS = 30;

    private WriterProcess() {}

    /** @param arguments where the brokers are, and a folder for the checkpoint and for signs of life */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        ParentWatch.start();
        SparkSession spark = SparkSession.builder()
                .master("local[2,4]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .config("spark.sql.catalog.k", KasparCatalog.class.getName())
                .config("spark.sql.catalog.k.kafka.bootstrap.servers", arguments[0])
                .config("spark.sql.catalog.k.delivery", "exactly-once")
                .getOrCreate();
        spark.udf()
                .register("failing_at_first", (UDF1<Long, String>) WriterProcess::failingAtFirst, DataTypes.StringType);
        Files.writeString(folder.resolve("begun"), "");
        for (int number = 0; number < STATEMENTS; number++) {
            spark.sql("INSERT INTO k.killed WITH (`write.id` = 'n" + number + "'"
                    + (number % 3 == 0 ? ", commit = 'atomic'" : "") + ") SELECT concat('" + number
                    + "-', failing_at_first(id)) FROM range(0, " + ROWS + ", 1, 3)");
        }
        spark.readStream()
                .option("startingOffsets", "earliest")
                .option("maxOffsetsPerTrigger", "40")
                .table("k.killed")
                .writeStream()
                .option(
                        "checkpointLocation",
                        folder.resolve("checkpoint").toUri().toString())
                .trigger(Trigger.AvailableNow())
                .toTable("k.`killed-copy`")
                .awaitTermination();
        // nothing is to be tidied up: it may have been killed as well
        Runtime.getRuntime().halt(0);
    }

    private static String failingAtFirst(long id) {
        TaskContext task = TaskContext.get();
        if (id % 10 == 7 && task.attemptNumber() == 0 && task.partitionId() != 1) {
            throw new IllegalStateException("fails at first");
        }
        return Long.toString(id);
    }
}
