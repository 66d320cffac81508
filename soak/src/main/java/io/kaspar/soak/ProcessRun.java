package io.kaspar.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;

/** In a process of its own, which is killed: no code of it learns of its end. */
final class ProcessRun implements StreamRunner {
    /** In which a first micro-batch comes, where there is one. */
    private static final long LONGEST_FIRST_MS = 60_000;

    /** One of so many is not given the time for it. */
    private static final int STOPS_AT_ONCE = 4;

    private final DriverFolder folder;
    private final String bootstrapServers;
    private final Tally tally;

    ProcessRun(StreamRequest request, StreamFiles files, String bootstrapServers, Tally tally) throws IOException {
        this.folder = new DriverFolder(files.folder());
        this.bootstrapServers = bootstrapServers;
        this.tally = tally;
        folder.write(request);
    }

    @Override
    public BatchStore batches() {
        return StreamProcess.batches(folder);
    }

    @Override
    public Ended run(int atMostMs, Life life) throws IOException {
        OptionalLong before = batches().last();
        DriverProcess driver = DriverProcess.start(folder, StreamProcess.class, List.of(bootstrapServers), life);
        driver.await(() -> hasGoneOn(before), atMostMs % STOPS_AT_ONCE == 0 ? 0 : LONGEST_FIRST_MS);
        driver.await(() -> false, atMostMs);
        boolean hasEnded = driver.hasEnded();
        if (!hasEnded) {
            tally.streamKilled();
        }
        driver.kill();
        return new Ended(hasEnded, driver.failure(hasEnded), false, hasGoneOn(before), 0);
    }

    private boolean hasGoneOn(OptionalLong before) {
        try {
            return !before.equals(batches().last());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
