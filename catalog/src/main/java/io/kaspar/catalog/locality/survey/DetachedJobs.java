package io.kaspar.catalog.locality.survey;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Starts jobs that are not the user's: they are in no group, under no tag and of no query of the user's, so that who cancels these
 * does not cancel those. They are in the scheduler pool of the thread that starts them, and
 * have the jars of its session.
 */
final class DetachedJobs {
    private static final String DESCRIPTION = "spark.job.description";
    private static final String GROUP = "spark.jobGroup.id";
    private static final String TAGS = "spark.job.tags";
    private static final String INTERRUPT = "spark.job.interruptOnCancel";
    private static final String EXECUTION = "spark.sql.execution.id";
    private static final String ROOT_EXECUTION = "spark.sql.execution.root.id";

    private final SparkContext context;

    DetachedJobs(SparkContext context) {
        this.context = context;
    }

    /** Starts a job, without waiting for it; afterwards the thread's local properties are what they were. */
    <T> T start(String description, Supplier<T> job) {
        Map<String, @Nullable String> before = new HashMap<>();
        for (String key : new String[] {DESCRIPTION, GROUP, TAGS, INTERRUPT, EXECUTION, ROOT_EXECUTION}) {
            before.put(key, context.getLocalProperty(key));
            context.setLocalProperty(key, null);
        }
        try {
            context.setLocalProperty(DESCRIPTION, description);
            // a disk that does not answer must not hold a core after the job was given up
            context.setLocalProperty(INTERRUPT, "true");
            return SessionJars.with(job);
        } finally {
            before.forEach(context::setLocalProperty);
        }
    }
}
