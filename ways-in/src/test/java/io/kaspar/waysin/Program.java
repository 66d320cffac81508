package io.kaspar.waysin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program with its arguments, to be run or to be left running.
 *
 * @param command the program and its arguments
 * @param variables of the environment, beside this process's own
 * @param folder where it runs; made anew for each test, so that what Spark leaves behind is nobody else's
 */
record Program(List<String> command, Map<String, String> variables, Path folder) {
    private static final int LONGEST_RUN_SECONDS = 240;

    static Program of(Path executable, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(arguments);
        return new Program(
                List.copyOf(command),
                Map.of(),
                newFolder(executable.getFileName().toString()));
    }

    Program with(Map<String, String> further) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(further);
        return new Program(command, Map.copyOf(all), folder);
    }

    /** Runs it to its end. */
    Output run() throws IOException, InterruptedException {
        return run("");
    }

    /** Runs it to its end, with an input. */
    Output run(String input) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Path in = Files.writeString(folder.resolve("in.txt"), input);
        Process process = builder()
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        command.get(0) + " did not end within " + LONGEST_RUN_SECONDS + " s; see " + folder);
            }
        } finally {
            process.destroyForcibly();
        }
        return new Output(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Starts it and leaves it running; what it prints goes into one file. */
    RunningProgram start() throws IOException {
        Path log = folder.resolve("log.txt");
        Process process =
                builder().redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new RunningProgram(process, log);
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(variables);
        return builder;
    }

    private static Path newFolder(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "runs")), name + "-")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What a program printed, and its exit code. */
    record Output(int exitCode, String out, String err) {
        /** The lines of standard output that are not empty. */
        List<String> lines() {
            return out.lines().filter(line -> !line.isBlank()).toList();
        }
    }
}
