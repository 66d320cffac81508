package io.kaspar.catalog.locality.survey;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a job failed, in one sentence. Spark tells it in texts that hold whole stack traces. */
final class JobFailure {
    private static final Pattern MISSING_CLASS = Pattern.compile(
            "(?:ClassNotFoundException|NoClassDefFoundError|Could not initialize class):? ([\\w./$]*kaspar[\\w./$]*)");
    private static final Pattern OF_A_TASK = Pattern.compile("most recent failure: (?:Lost task [^:]*: )?(.*)");

    private JobFailure() {}

    static String text(Throwable failure) {
        return missingClass(failure)
                .map(name -> "Spark could not load Kaspar's class " + name
                        + ". Give it Kaspar's jar when it starts, with --jars, spark.jars or $SPARK_HOME/jars: what ADD JAR or"
                        + " --driver-class-path adds is not seen everywhere")
                .orElseGet(() -> told(failure));
    }

    private static Optional<String> missingClass(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher found = MISSING_CLASS.matcher(cause.toString());
            if (found.find()) {
                return Optional.of(found.group(1).replace('/', '.'));
            }
        }
        return Optional.empty();
    }

    private static String told(Throwable failure) {
        Throwable told = failure.getCause() == null ? failure : failure.getCause();
        String first = told.toString().lines().findFirst().orElse("");
        Matcher ofTask = OF_A_TASK.matcher(first);
        return ofTask.find() ? ofTask.group(1) : first;
    }
}
