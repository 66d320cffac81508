package io.kaspar.shell;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/** What a person should read when a statement fails: no stack, no plan, every cause once. */
final class ErrorText {
    private static final String JOB_ABORTED = "Job aborted";
    private static final String STACK_LINE = "(?m)^\\s*at [\\w.$/]+\\(.*\\)$";

    private ErrorText() {}

    static String of(Throwable failure) {
        Set<String> messages = new LinkedHashSet<>();
        for (Throwable cause = withoutWrapping(failure); cause != null; cause = cause.getCause()) {
            String message = message(cause);
            if (messages.stream().noneMatch(known -> known.contains(message))) {
                messages.add(message);
            }
        }
        return String.join("\n  caused by: ", messages);
    }

    /** Goes past what only says that something else failed. */
    private static Throwable withoutWrapping(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause != null && isWrapping(failure) ? withoutWrapping(cause) : failure;
    }

    private static boolean isWrapping(Throwable failure) {
        boolean isAborted = failure instanceof SparkException
                && String.valueOf(failure.getMessage()).startsWith(JOB_ABORTED);
        return isAborted || failure instanceof ExecutionException;
    }

    private static String message(Throwable cause) {
        @Nullable
        String message = cause instanceof AnalysisException analysis ? analysis.getSimpleMessage() : cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return message.split(STACK_LINE, 2)[0]
                .replaceAll("(?s)\\n\\s*Driver stacktrace:.*", "")
                .strip();
    }
}
