package io.kaspar.lines;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Spark of one line in a process of its own: its jars, Kaspar's jar and {@link LineMain} on a plain class path. */
final class LineSession implements AutoCloseable {
    private static final int LONGEST_ANSWER_SECONDS = 180;
    private static final Path TARGET = Path.of("target");

    private final Process process;
    private final BufferedReader answers;
    private final Path log;
    private final Path events;

    private LineSession(Process process, Path log, Path events) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.log = log;
        this.events = events;
    }

    static LineSession start(SparkLine line, Map<String, String> conf) throws IOException {
        return start(line, conf, Stream.of(KasparJar.path()));
    }

    /** Without Kaspar's jar, which a statement may add. */
    static LineSession startWithoutKaspar(SparkLine line, Map<String, String> conf) throws IOException {
        return start(line, conf, Stream.empty());
    }

    private static LineSession start(SparkLine line, Map<String, String> conf, Stream<Path> kaspar) throws IOException {
        Path folder = Files.createDirectories(TARGET.resolve("lines").resolve(line.name()))
                .toAbsolutePath();
        Path events = Files.createTempDirectory(folder, "events");
        Path log = folder.resolve("session.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("kaspar.jvm.flags").trim().split("\\s+")));
        command.addAll(List.of("-Xmx1g", "-Duser.timezone=UTC", "-cp", classPath(line, kaspar)));
        command.addAll(List.of(
                "-Dspark.master=local[2]",
                "-Dspark.app.name=kaspar",
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.sql.shuffle.partitions=2",
                "-Dspark.sql.warehouse.dir=" + folder.resolve("warehouse"),
                "-Dspark.eventLog.enabled=true",
                "-Dspark.eventLog.compress=false",
                "-Dspark.eventLog.rolling.enabled=false",
                "-Dspark.eventLog.dir=" + events.toUri()));
        conf.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add(LineMain.class.getName());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(log.toFile())
                .start();
        return new LineSession(process, log, events);
    }

    private static String classPath(SparkLine line, Stream<Path> kaspar) throws IOException {
        Stream<Path> ours =
                Stream.concat(Stream.of(TARGET.resolve("test-classes").toAbsolutePath()), kaspar);
        return Stream.concat(ours, line.classPath().stream().map(Path::toAbsolutePath))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A statement's rows as JSON. */
    List<String> sql(String statement) {
        return ask(LineMain.SQL, statement);
    }

    /** A statement's rows as one text, for {@code EXPLAIN} and the like. */
    String text(String statement) {
        return String.join("\n", sql(statement));
    }

    /** What a statement fails with: the exception's class and message. */
    String error(String statement) {
        try {
            return "no error, but " + sql(statement);
        } catch (LineException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Whether a statement does without an error what it should. */
    boolean can(String statement) {
        try {
            sql(statement);
            return true;
        } catch (LineException e) {
            return false;
        }
    }

    /** Whether a stream of these expressions over a table gives rows. */
    boolean canStream(String table, String... expressions) {
        try {
            return !ask(LineMain.STREAM, table + "|" + String.join("|", expressions))
                    .isEmpty();
        } catch (LineException e) {
            return false;
        }
    }

    /** The same in real-time mode. */
    boolean canStreamInRealTime(String table, String... expressions) {
        try {
            return !ask(LineMain.REAL_TIME, table + "|" + String.join("|", expressions))
                    .isEmpty();
        } catch (LineException e) {
            return false;
        }
    }

    /** Does what {@link LineMain} has a command for. */
    List<String> ask(String command, String text) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(command + " " + LineMain.encoded(text) + "\n")
                    .flush();
            return CompletableFuture.supplyAsync(this::answer).get(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("no answer to " + text + "; see " + log, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LineException failed) {
                throw failed;
            }
            throw new IllegalStateException("no answer to " + text + "; see " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<String> answer() {
        List<String> rows = new ArrayList<>();
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(LineMain.ROW)) {
                    rows.add(decoded(line, LineMain.ROW));
                } else if (line.startsWith(LineMain.ERROR)) {
                    throw new LineException(decoded(line, LineMain.ERROR));
                } else if (line.equals(LineMain.END)) {
                    return rows;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("Spark has ended; see " + log);
    }

    private static String decoded(String line, String marker) {
        return new String(Base64.getDecoder().decode(line.substring(marker.length())), StandardCharsets.UTF_8);
    }

    /** The event log as far as it is written, an event in each line. */
    List<String> events() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(events)) {
            for (Path file : files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    /** What the session wrote to its log. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        try {
            if (!process.waitFor(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** What the line answered with instead of rows. */
    static final class LineException extends RuntimeException {
        LineException(String message) {
            super(message);
        }
    }
}
