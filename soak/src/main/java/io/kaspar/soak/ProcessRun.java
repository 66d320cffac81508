package io.kaspar.soak;

import io.kaspar.embedded.OwnJava;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** In a process of its own, which is killed: no code of it learns of its end. */
final class ProcessRun implements StreamRunner {
    private static final long STEP_MS = 20;

    /** In which Spark has to start. */
    private static final long LONGEST_START_MS = 180_000;

    /** In which a first micro-batch comes, where there is one. */
    private static final long LONGEST_FIRST_MS = 60_000;

    /** One of so many is not given the time for it. */
    private static final int STOPS_AT_ONCE = 4;

    private final StreamProcess.Folder folder;
    private final String bootstrapServers;
    private final Tally tally;

    ProcessRun(StreamRequest request, StreamFiles files, String bootstrapServers, Tally tally) throws IOException {
        this.folder = new StreamProcess.Folder(files.folder());
        this.bootstrapServers = bootstrapServers;
        this.tally = tally;
        folder.write(request);
    }

    @Override
    public BatchStore batches() {
        return folder.batches();
    }

    @Override
    public Ended run(int atMostMs, Life life) throws IOException {
        OptionalLong before = batches().last();
        folder.forgetLastRun();
        Process process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(folder.output().toFile())
                .start();
        long startMs = System.currentTimeMillis();
        while (process.isAlive()
                && life.goesOn()
                && !folder.hasBegun()
                && System.currentTimeMillis() < startMs + LONGEST_START_MS) {
            life.pause(STEP_MS);
        }
        awaitBatch(process, before, atMostMs % STOPS_AT_ONCE == 0 ? 0 : LONGEST_FIRST_MS, life);
        long endMs = System.currentTimeMillis() + atMostMs;
        while (process.isAlive() && life.goesOn() && System.currentTimeMillis() < endMs) {
            life.pause(STEP_MS);
        }
        boolean hasEnded = !process.isAlive();
        if (!hasEnded) {
            tally.streamKilled();
        }
        process.destroyForcibly();
        process.onExit().join();
        boolean hasGoneOn = !before.equals(batches().last());
        Optional<String> failure = folder.failure();
        if (failure.isEmpty() && hasEnded && process.exitValue() != 0) {
            failure = Optional.of("the process of a stream ended with " + process.exitValue() + ": "
                    + Files.readString(folder.output()));
        }
        return new Ended(hasEnded, failure, false, hasGoneOn, 0);
    }

    private void awaitBatch(Process process, OptionalLong before, long atMostMs, Life life) throws IOException {
        long endMs = System.currentTimeMillis() + atMostMs;
        while (process.isAlive()
                && life.goesOn()
                && System.currentTimeMillis() < endMs
                && batches().last().equals(before)) {
            life.pause(STEP_MS);
        }
    }

    private List<String> command() {
        return OwnJava.command(
                List.of(
                        "-Xmx600m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlog4j2.configurationFile=soak-log4j2.properties"),
                StreamProcess.class,
                List.of(folder.root().toString(), bootstrapServers));
    }
}
