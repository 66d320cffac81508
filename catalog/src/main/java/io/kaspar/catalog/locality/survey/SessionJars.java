package io.kaspar.catalog.locality.survey;

import io.kaspar.schema.line.SinceSpark;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Starts jobs as queries of the session start theirs. Since Spark 4.0 executors have a class loader for each session's jars, behind the
 * one for all: a job that is not the session's puts a jar of {@code ADD JAR} into that as well, and the session's next classes are found
 * there, apart from those that it has already.
 */
final class SessionJars {
    private static final boolean ARE_APART = isClass("org.apache.spark.sql.artifact.ArtifactManager");

    private SessionJars() {}

    static <T> T with(Supplier<T> job) {
        return ARE_APART ? withArtifacts(job) : job.get();
    }

    @SinceSpark("4.0")
    private static <T> T withArtifacts(Supplier<T> job) {
        Option<SparkSession> session = SparkSession.getActiveSession();
        return session.isEmpty()
                ? job.get()
                : ((org.apache.spark.sql.classic.SparkSession) session.get())
                        .artifactManager()
                        .withResources(job::get);
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name, false, SparkSession.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
