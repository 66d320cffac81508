package io.kaspar.shell.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** A function of SQL that keeps a task running until a file is there, and gives what it was given. */
final class Gate implements UDF1<String, String> {
    private static final long serialVersionUID = 1L;
    private static final long POLL_MS = 20;

    private final String file;

    private Gate(Path file) {
        this.file = file.toString();
    }

    /** Makes the function {@code gate(text)}, closed. */
    static Gate register(SparkSession spark, Path file) throws IOException {
        Files.deleteIfExists(file);
        Gate gate = new Gate(file);
        spark.udf().register("gate", gate, DataTypes.StringType);
        return gate;
    }

    void open() throws IOException {
        Files.writeString(Path.of(file), "open");
    }

    @Override
    public String call(String text) throws InterruptedException {
        while (!Files.exists(Path.of(file))) {
            Thread.sleep(POLL_MS);
        }
        return text;
    }
}
