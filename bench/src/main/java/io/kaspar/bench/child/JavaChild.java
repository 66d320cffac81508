package io.kaspar.bench.child;

import io.kaspar.embedded.OwnJava;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main class in a JVM of its own, with this JVM's class path, and with its flags but for the heap. */
public final class JavaChild implements AutoCloseable {
    private final Process process;

    private JavaChild(Process process) {
        this.process = process;
    }

    /**
     * How it ended.
     *
     * @param output what it wrote to standard output
     */
    public record End(int exitCode, String output) {}

    /**
     * Starts it; what it writes to standard error goes where this process's does.
     *
     * @param heap the most memory for objects, as after {@code -Xmx}
     */
    public static JavaChild start(String heap, Class<?> mainClass, List<String> arguments) throws IOException {
        List<String> command =
                OwnJava.command(List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError"), mainClass, arguments);
        return new JavaChild(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The number the system knows it by. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it is over, but no longer than this. */
    public void awaitAtMost(Duration time) throws IOException {
        try {
            var unused = process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a child process was running");
        }
    }

    /** Waits until it is over. */
    public End await() throws IOException {
        try (InputStream out = process.getInputStream()) {
            String output = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new End(process.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a child process was running");
        }
    }

    /** Ends it, if it is not over yet. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
