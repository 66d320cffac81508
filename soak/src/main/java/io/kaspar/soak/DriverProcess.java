package io.kaspar.soak;

import io.kaspar.embedded.OwnJava;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A driver in a process of its own, which is killed: no code of it learns of its end. */
final class DriverProcess {
    private static final long STEP_MS = 20;

    /** In which Spark has to start. */
    private static final long LONGEST_START_MS = 180_000;

    private final DriverFolder folder;
    private final Process process;
    private final Life life;

    private DriverProcess(DriverFolder folder, Process process, Life life) {
        this.folder = folder;
        this.process = process;
        this.life = life;
    }

    /**
     * Starts it, and waits until it begins its work.
     *
     * @param mainClass that takes the folder as its first argument
     * @param arguments behind it
     * @param life with which waiting ends, too
     */
    static DriverProcess start(DriverFolder folder, Class<?> mainClass, List<String> arguments, Life life)
            throws IOException {
        folder.forgetLastRun();
        List<String> all = new ArrayList<>(List.of(folder.root().toString()));
        all.addAll(arguments);
        Process process = new ProcessBuilder(OwnJava.command(
                        List.of(
                                "-Xmx600m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dlog4j2.configurationFile=soak-log4j2.properties"),
                        mainClass,
                        all))
                .redirectErrorStream(true)
                .redirectOutput(folder.output().toFile())
                .start();
        DriverProcess driver = new DriverProcess(folder, process, life);
        long endMs = System.currentTimeMillis() + LONGEST_START_MS;
        while (process.isAlive() && life.goesOn() && !folder.hasBegun() && System.currentTimeMillis() < endMs) {
            life.pause(STEP_MS);
        }
        return driver;
    }

    /** Waits until it ends, or this happens, or the time is over, or life. */
    void await(BooleanSupplier happens, long atMostMs) {
        long endMs = System.currentTimeMillis() + atMostMs;
        while (process.isAlive() && life.goesOn() && System.currentTimeMillis() < endMs && !happens.getAsBoolean()) {
            life.pause(STEP_MS);
        }
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** Kills it, unless it has ended. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /**
     * What it failed with.
     *
     * @param ofItself whether it was not killed
     */
    Optional<String> failure(boolean ofItself) throws IOException {
        Optional<String> failure = folder.failure();
        if (failure.isEmpty() && ofItself && process.exitValue() != 0) {
            return Optional.of("the process of a driver ended with " + process.exitValue() + ": "
                    + Files.readString(folder.output()));
        }
        return failure;
    }
}
