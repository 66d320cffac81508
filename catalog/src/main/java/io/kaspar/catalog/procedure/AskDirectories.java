package io.kaspar.catalog.procedure;

import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.Function;

/** The task that answers on an executor. */
record AskDirectories(DirectoryQuestion question) implements Function<String, HostAnswer> {
    private static final long serialVersionUID = 1L;

    @Override
    public HostAnswer call(String wantedHost) {
        return new HostAnswer(
                SparkEnv.get().blockManager().blockManagerId().host(),
                System.getProperty("user.name", ""),
                new DirectorySearch(question).answers());
    }
}
