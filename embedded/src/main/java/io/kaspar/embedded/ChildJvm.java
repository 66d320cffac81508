package io.kaspar.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Java program as a child process. What it prints goes to a file; the terminal's Ctrl-C does not reach it; it ends
 * with {@link #close}, or with this process.
 */
final class ChildJvm implements AutoCloseable {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    private static final int TAIL_LINES = 30;
    private static final long STOP_TIMEOUT_SECONDS = 15;

    /** Asked again and again until it says yes. */
    @FunctionalInterface
    interface Readiness {
        boolean isReady() throws IOException;
    }

    private final String name;
    private final Process process;
    private final Path output;
    private final Optional<ClassArchive> archive;

    private ChildJvm(String name, Process process, Path output, Optional<ClassArchive> archive) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.archive = archive;
    }

    /**
     * What to start {@code java} with.
     *
     * @param name what messages call it
     * @param output the file that gets standard output and standard error
     * @param folder to run in
     * @param variables of the environment, beside this process's own
     */
    record Command(
            String name, List<String> arguments, Path output, Optional<Path> folder, Map<String, String> variables) {
        Command(String name, List<String> arguments, Path output) {
            this(name, arguments, output, Optional.empty(), Map.of());
        }

        Command in(Path otherFolder) {
            return new Command(name, arguments, output, Optional.of(otherFolder), variables);
        }

        Command with(Map<String, String> otherVariables) {
            return new Command(name, arguments, output, folder, otherVariables);
        }

        ChildJvm start() throws IOException {
            List<String> command = new ArrayList<>();
            // A shell that ignores SIGINT and then becomes Java: Ctrl-C at the prompt is for the statement, not for the
            // broker.
            command.addAll(List.of("/bin/sh", "-c", "trap '' INT QUIT; exec \"$@\"", name));
            command.add(OwnJava.program());
            Optional<ClassArchive> archive = ClassArchive.of(name);
            archive.ifPresent(classes -> command.addAll(classes.jvmFlags()));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            folder.ifPresent(path -> builder.directory(path.toFile()));
            builder.environment().putAll(variables);
            return new ChildJvm(name, builder.start(), output, archive);
        }
    }

    /** Waits until it is ready; an {@link IOException} with the end of its output when it ends first or takes too long. */
    void awaitReady(Readiness readiness, Duration timeout) throws IOException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (!readiness.isReady()) {
            if (!process.isAlive()) {
                throw new IOException(name + " ended with exit code " + process.exitValue()
                        + " before it was ready. The end of " + output + ":\n" + tail());
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new IOException(name + " was not ready within " + timeout.toSeconds() + " s. The end of " + output
                        + ":\n" + tail());
            }
            pause();
        }
    }

    /** What there is to say about it. */
    ServerProcess described(String shortName, String address, Optional<URI> url) {
        return new ServerProcess(shortName, process.pid(), address, url, output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it at once, as a crash would. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end, and kills it when it takes too long. */
    @Override
    public void close() {
        requestStop();
        boolean hasEnded = awaitEnd();
        if (!hasEnded) {
            kill();
        }
        archive.ifPresent(classes -> classes.ended(hasEnded));
    }

    /** Asks it to end without waiting for it. */
    void requestStop() {
        process.destroy();
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(POLL_INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a child process was starting");
        }
    }

    private String tail() throws IOException {
        List<String> lines = new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
}
