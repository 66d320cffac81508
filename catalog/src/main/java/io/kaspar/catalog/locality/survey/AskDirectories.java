package io.kaspar.catalog.locality.survey;

import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.util.CollectionAccumulator;

/**
 * The task that answers on an executor, whichever it comes to.
 *
 * @param answers as bytes: Spark itself reads them on the driver, and does not know our classes where the jar came by {@code ADD JAR}
 */
record AskDirectories(DirectoryQuestion question, CollectionAccumulator<byte[]> answers)
        implements VoidFunction<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void call(String wantedHost) {
        answers.add(new HostAnswer(
                        SparkEnv.get().blockManager().blockManagerId().host(),
                        System.getProperty("user.name", ""),
                        new DirectorySearch(question).answers())
                .toBytes());
    }
}
