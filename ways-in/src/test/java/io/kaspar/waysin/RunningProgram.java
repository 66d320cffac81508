package io.kaspar.waysin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that runs until it is closed. */
final class RunningProgram implements AutoCloseable {
    private static final long POLL_INTERVAL_MS = 200;
    private static final int START_TIMEOUT_SECONDS = 180;
    private static final int STOP_TIMEOUT_SECONDS = 20;

    private final Process process;
    private final Path log;

    RunningProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Waits for a line of its log. */
    Matcher awaitLog(String pattern) throws IOException, InterruptedException {
        Pattern line = Pattern.compile(pattern);
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_TIMEOUT_SECONDS);
        while (System.nanoTime() < deadlineNanos) {
            boolean alive = process.isAlive();
            Matcher found = line.matcher(log());
            if (found.find()) {
                return found;
            }
            if (!alive) {
                break;
            }
            Thread.sleep(POLL_INTERVAL_MS);
        }
        close();
        throw new IllegalStateException("no line like " + pattern + " in " + log);
    }

    /** What it has printed. */
    String log() throws IOException {
        return Files.readString(log);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
