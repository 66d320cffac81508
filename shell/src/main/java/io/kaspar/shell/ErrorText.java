package io.kaspar.shell;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/** What a person should read when a statement fails: no stack, no plan, every cause once. */
final class ErrorText {
    private static final String JOB_ABORTED = "Job aborted";
    private static final Set<String> STREAM_FAILED = Set.of("STREAM_FAILED", "FOREACH_BATCH_USER_FUNCTION_ERROR");

    /** What Spark says of statements that store the rows of a stream: it names what only programs can do, or an internal error. */
    private static final Set<String> STORES_A_STREAM = Set.of(
            "Queries with streaming sources must be executed with writeStream",
            "InsertIntoStatement ~StreamingRelationV2");

    private static final String NOT_STORED = "such a statement cannot store the rows of a stream, since they never end:"
            + " INSERT INTO … SELECT … FROM STREAM writes them to a topic, SELECT … FROM STREAM shows them, .output or > FILE keeps what is shown,"
            + " and a program stores them with writeStream.toTable";
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
        boolean isOfStream =
                failure instanceof SparkThrowable named && STREAM_FAILED.contains(String.valueOf(named.getCondition()));
        boolean isAborted = failure instanceof SparkException
                && String.valueOf(failure.getMessage()).startsWith(JOB_ABORTED);
        return isAborted || isOfStream || failure instanceof ExecutionException;
    }

    private static String message(Throwable cause) {
        @Nullable
        String message = cause instanceof AnalysisException analysis ? analysis.getSimpleMessage() : cause.getMessage();
        if (message != null && STORES_A_STREAM.stream().anyMatch(message::contains)) {
            return NOT_STORED;
        }
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return message.split(STACK_LINE, 2)[0]
                .replaceAll("(?s)\\n\\s*Driver stacktrace:.*", "")
                .strip();
    }
}
