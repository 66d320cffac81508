package io.kaspar.soak;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Has one write after the other done by drivers that are killed and started again, the last one until it is done. */
final class SparkWriter implements Runnable {
    /** How long what brokers that come and go leave behind may be noticed. */
    private static final long AFTERMATH_MS = 60_000;

    private static final long LONGEST_RUN_MS = 420_000;
    private static final int MOST_LAST_RUNS = 5;
    private static final long LONGEST_END_MS = 10_000;

    private final String master;
    private final String bootstrapServers;
    private final WriteRequests requests;
    private final SparkWrites writes;
    private final SoakTopics topics;
    private final Life life;
    private final FaultLog faults;

    /** @param master of Spark: in the driver's process, or executors */
    SparkWriter(
            String master,
            String bootstrapServers,
            WriteRequests requests,
            SparkWrites writes,
            SoakTopics topics,
            Life life,
            FaultLog faults) {
        this.master = master;
        this.bootstrapServers = bootstrapServers;
        this.requests = requests;
        this.writes = writes;
        this.topics = topics;
        this.life = life;
        this.faults = faults;
    }

    @Override
    public void run() {
        StreamFiles.useNewOnes(life, files -> new OneWrite(requests.next(), new DriverFolder(files.folder())).run());
    }

    /** A write, from its first driver to its last. */
    private final class OneWrite {
        private final WriteRequest request;
        private final DriverFolder folder;

        OneWrite(WriteRequest request, DriverFolder folder) throws IOException {
            this.request = request;
            this.folder = folder;
            folder.write(request);
        }

        void run() throws IOException {
            writes.tally().begun(request);
            for (DriverDeath death : request.deaths()) {
                if (life.goesOn()) {
                    runUntil(death);
                }
            }
            for (int tries = 0; tries < MOST_LAST_RUNS; tries++) {
                long runMs = System.currentTimeMillis();
                if (hasEndedWell()) {
                    requireNothingOpen(runMs);
                    writes.isDone(request, request.work().expected(request, folder, topics));
                    return;
                }
            }
            writes.differ("was not done after " + MOST_LAST_RUNS + " tries", request.toString());
        }

        private void runUntil(DriverDeath death) throws IOException {
            long runMs = System.currentTimeMillis();
            DriverProcess driver = start(life, false);
            try (DecisionWatch watch =
                    new DecisionWatch(bootstrapServers, request.work().writeIds(request, folder))) {
                death.await(driver, watch);
            }
            boolean hasEnded = driver.hasEnded();
            driver.kill();
            if (!hasEnded) {
                writes.tally().killed();
            }
            driver.failure(hasEnded).ifPresent(messages -> judge(messages, runMs));
        }

        /** Of the last driver, which nobody kills, not even the end of the soak. */
        private boolean hasEndedWell() throws IOException {
            long runMs = System.currentTimeMillis();
            DriverProcess driver = start(new Life(), true);
            driver.await(() -> false, LONGEST_RUN_MS);
            boolean hasEnded = driver.hasEnded();
            driver.kill();
            if (!hasEnded) {
                writes.differ("did not end in " + LONGEST_RUN_MS + " ms", request.toString());
                return false;
            }
            Optional<String> failure = driver.failure(true);
            failure.ifPresent(messages -> judge(messages, runMs));
            return failure.isEmpty();
        }

        private DriverProcess start(Life untilDone, boolean isLast) throws IOException {
            writes.tally().ran();
            return DriverProcess.start(
                    folder, WriteProcess.class, List.of(bootstrapServers, master, Boolean.toString(isLast)), untilDone);
        }

        private void judge(String messages, long runMs) {
            boolean brokersWereAway = happened(runMs - AFTERMATH_MS, FaultKind::takesBrokersAway);
            Optional<FailureCause> cause = FailureCause.of(messages)
                    .filter(named -> request.work().topics(request).stream()
                            .anyMatch(topic -> named.isPlausible(
                                    false,
                                    topics.livesOf(topic, 0, Long.MAX_VALUE)
                                            .get(0)
                                            .topic(),
                                    brokersWereAway)));
            writes.tally().failed(cause.map(FailureCause::name).orElse("UNEXPLAINED"));
            if (cause.isEmpty()) {
                writes.differ("failed: " + messages, request.toString());
            }
        }

        private boolean happened(long sinceMs, Predicate<FaultKind> kinds) {
            return faults.hasAny(kinds, sinceMs, System.currentTimeMillis());
        }

        /** A coordinator that is away has its transactions not listed, and an executor that is killed cannot end its own. */
        private void requireNothingOpen(long runMs) throws IOException {
            List<String> names = request.work().writeIds(request, folder);
            List<String> open;
            try {
                open = writes.transactions()
                        .staying(id -> names.stream().anyMatch(name -> id.contains("/" + name + "/")), LONGEST_END_MS);
            } catch (IOException e) {
                return; // brokers are away, and all is looked at in the end
            }
            writes.tally().leftOpen(open.size());
            boolean isExplained = happened(
                    runMs - AFTERMATH_MS, kind -> kind.takesBrokersAway() || kind == FaultKind.EXECUTOR_KILLED);
            if (!open.isEmpty() && !isExplained) {
                writes.differ("is done, and transactions are open: " + open, request.toString());
            }
        }
    }
}
