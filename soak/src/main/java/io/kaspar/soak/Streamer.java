package io.kaspar.soak;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.soak.SoakTopic.Trait;
import io.kaspar.soak.StreamRequest.StreamEnd;
import io.kaspar.soak.StreamRunner.Ended;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * Runs one stream after the other. Each is stopped in the middle of whatever it does and started again from its checkpoint, and its
 * micro-batches together have to be what the witness saw: each as its offsets say, and none left out.
 */
final class Streamer implements Runnable {
    /** How long what brokers that come and go leave behind may be noticed. */
    private static final long AFTERMATH_MS = 60_000;

    /** Longer than any catalog believes what it knows of a topic, and time to look again. */
    private static final long KNOWN_MS = 90_000;

    private static final long LONGEST_STOP_MS = 30_000;

    private final SparkSession spark;
    private final String bootstrapServers;
    private final StreamRequests requests;
    private final SoakTopics topics;
    private final Life life;
    private final FaultLog faults;
    private final Checks checks;
    private final Tally tally;
    private final Consumer<String> differences;

    Streamer(
            SparkSession spark,
            String bootstrapServers,
            StreamRequests requests,
            SoakTopics topics,
            Life life,
            FaultLog faults,
            Checks checks,
            Tally tally,
            Consumer<String> differences) {
        this.spark = spark;
        this.bootstrapServers = bootstrapServers;
        this.requests = requests;
        this.topics = topics;
        this.life = life;
        this.faults = faults;
        this.checks = checks;
        this.tally = tally;
        this.differences = differences;
    }

    @Override
    public void run() {
        StreamFiles.useNewOnes(life, files -> new OneStream(requests.next(), files).run());
    }

    /** A stream, from its first run to its last. */
    private final class OneStream {
        private final StreamRequest request;
        private final StreamFiles files;
        private final StreamRunner stream;
        private final long startMs = System.currentTimeMillis();
        private long nextToCheck;

        OneStream(StreamRequest request, StreamFiles files) throws IOException {
            this.request = request;
            this.files = files;
            this.stream = request.killed()
                    ? new ProcessRun(request, files, bootstrapServers, tally)
                    : new SessionRun(request, files, spark, tally);
        }

        void run() throws IOException {
            boolean goesOn = true;
            for (StreamEnd end : request.runs()) {
                if (!goesOn || !life.goesOn()) {
                    break;
                }
                goesOn = run(end);
                // the last one may be tried again
                check(stream.batches().last().orElse(0));
                if (goesOn && end.forgetsCommit() && files.forgetLastCommit()) {
                    tally.commitForgotten();
                }
            }
            OptionalLong last = stream.batches().last();
            if (last.isPresent()) {
                check(last.getAsLong() + 1);
            }
        }

        /** Whether the stream goes on after this run. */
        private boolean run(StreamEnd end) throws IOException {
            long runMs = System.currentTimeMillis();
            Optional<String> dead = deadSince(runMs - KNOWN_MS);
            Map<String, Map<Integer, Long>> there = new TreeMap<>();
            request.topics().forEach(topic -> there.put(topic, positions(topic)));
            tally.streamStarted();
            Ended ended = stream.run(end.afterMs(), life);
            if (ended.stopMs() > LONGEST_STOP_MS) {
                differ("took " + ended.stopMs() + " ms to stop");
            }
            if (ended.failure().isPresent()) {
                return failed(runMs, ended, ended.failure().get());
            }
            if (dead.isPresent() && !request.bearsLoss() && ended.hasGoneOn()) {
                differ("goes on, but its topic " + dead.get() + " is no more");
            }
            if (ended.ofItself()) {
                requireReached(there, runMs);
            }
            return true;
        }

        private boolean failed(long runMs, Ended ended, String messages) {
            if (!ended.ofItself() && ended.isSparkInterrupted()) {
                tally.streamFailed("SPARK_INTERRUPTED");
                return true;
            }
            boolean brokersWereAway =
                    faults.hasAny(FaultKind::takesBrokersAway, runMs - AFTERMATH_MS, System.currentTimeMillis());
            Optional<FailureCause> cause = FailureCause.of(messages)
                    .filter(named -> request.topics().stream()
                            .anyMatch(topic -> named.isPlausible(request.bearsLoss(), topic(topic), brokersWereAway)));
            tally.streamFailed(cause.map(FailureCause::name).orElse("UNEXPLAINED"));
            if (cause.isEmpty()) {
                differ((ended.ofItself() ? "failed: " : "failed when it was stopped: ") + messages);
            }
            return cause.filter(named -> !named.isForGood()).isPresent();
        }

        private SoakTopic topic(String name) {
            return topics.livesOf(name, 0, Long.MAX_VALUE).get(0).topic();
        }

        private boolean any(Trait trait) {
            return request.topics().stream().anyMatch(topic -> topic(topic).has(trait));
        }

        /** A topic of the checkpoint that is no more since then. */
        private Optional<String> deadSince(long timeMs) throws IOException {
            for (String name : request.topics()) {
                Optional<String> id = files.topicId(name);
                if (id.isPresent()
                        && topics.livesOf(name, timeMs, Long.MAX_VALUE).stream()
                                .noneMatch(ledger -> ledger.topicId().toString().equals(id.get()))) {
                    return id;
                }
            }
            return Optional.empty();
        }

        /** How far the witness is. */
        private Map<Integer, Long> positions(String topic) {
            return topics.livesOf(topic, 0, Long.MAX_VALUE).get(0).positions();
        }

        /** A query that ends with what is there has come so far as the witness was when it started, in the partitions that it knew. */
        private void requireReached(Map<String, Map<Integer, Long>> there, long runMs) throws IOException {
            boolean mayBeBehind = any(Trait.UNCLEAN)
                    || any(Trait.RECREATED)
                    || faults.hasAny(kind -> true, runMs - AFTERMATH_MS / 10, System.currentTimeMillis());
            if (mayBeBehind) {
                return;
            }
            files.end()
                    .forEach((topic, ends) -> ends.forEach((partition, end) -> {
                        long seen = there.getOrDefault(topic, Map.of()).getOrDefault(partition, 0L);
                        if (end < seen) {
                            differ("ended at offset " + end + " of partition " + partition + " of " + topic
                                    + ", and did not come to " + seen);
                        }
                    }));
        }

        /** Compares the micro-batches before this one. */
        private void check(long before) throws IOException {
            for (; nextToCheck < before; nextToCheck++) {
                long number = nextToCheck;
                Optional<BatchRows> batch = stream.batches().take(number);
                if (batch.isEmpty()) {
                    differ("micro-batch " + number + " gave nothing, and a later one did");
                    continue;
                }
                if (request.killed()) {
                    tally.streamedInAProcess();
                }
                List<Part> parts = new ArrayList<>();
                for (String topic : request.topics()) {
                    parts.add(new Part(
                            topic,
                            files.ranges(number, topic),
                            files.rangesOfANewTopic(number, topic),
                            files.topicId(topic)
                                    .orElseThrow(() -> new IOException("the checkpoint does not keep " + topic))));
                }
                long readMs = System.currentTimeMillis();
                checks.submit(() -> check(number, batch.get(), parts, readMs));
            }
        }

        private void check(long number, BatchRows batch, List<Part> parts, long readMs) {
            Verdict verdict = Verdict.NOTHING;
            long rows = 0;
            for (Part part : parts) {
                BatchRows ofTopic = new BatchRows(batch.plan(), batch.of(part.topic), batch.lostOffsets());
                rows += ofTopic.rows().size();
                // a catalog that believes what it knew may mean a life that was over when the stream began
                List<TopicLedger> lives = topics.livesOf(part.topic, startMs - KNOWN_MS, readMs);
                verdict = verdict.and(
                        mayGoOnInANewTopic(part)
                                ? compareWithAnyLife(ofTopic, part, lives)
                                : compare(ofTopic, part, part.ranges, ofLife(lives, part.topicId)));
            }
            if (rows != batch.rows().size()) {
                verdict = verdict.and(Verdict.different("rows of other topics"));
            }
            if (verdict.missed() > batch.lostOffsets()) {
                verdict = verdict.and(Verdict.different(verdict.missed() + " records are missing of all topics, but "
                        + batch.lostOffsets() + " offsets are said to be lost"));
            }
            tally.scanned(request.kind(), verdict);
            if (!verdict.isGood()) {
                differ("micro-batch " + number + " of " + parts + ":\n  " + String.join("\n  ", verdict.differences())
                        + "\n  plan: " + batch.plan());
            }
        }

        private boolean mayGoOnInANewTopic(Part part) {
            return topic(part.topic).has(Trait.RECREATED) && request.bearsLoss();
        }

        private List<TopicLedger> ofLife(List<TopicLedger> lives, String topicId) {
            return lives.stream()
                    .filter(ledger -> ledger.topicId().toString().equals(topicId))
                    .toList();
        }

        private Verdict compare(
                BatchRows batch, Part part, Optional<Map<Integer, OffsetRange>> ranges, List<TopicLedger> lives) {
            return ranges.map(there -> new ScanCheck(
                                    request.batch(part.topic),
                                    ScanResult.of(there, batch.plan(), batch.rows(), batch.lostOffsets()))
                            .of(lives))
                    .orElseGet(() -> Verdict.different("its offsets go backwards"));
        }

        /**
         * It is of one of the topic's lives, as a whole: where its offsets say, or, the first one of a life, from the beginning. One that
         * was planned of a life before and not done has no rows any more.
         */
        private Verdict compareWithAnyLife(BatchRows batch, Part part, List<TopicLedger> lives) {
            if (batch.rows().isEmpty() && lives.size() > 1) {
                return Verdict.NOTHING;
            }
            Verdict asItSays = compare(batch, part, part.ranges, lives);
            return asItSays.isGood() ? asItSays : compare(batch, part, Optional.of(part.ofANewTopic), lives);
        }

        private void differ(String what) {
            String text = "DIFFERENCE in a " + request + " (begun at " + startMs + ", now " + System.currentTimeMillis()
                    + ")\n  " + what;
            tally.differed(text);
            differences.accept(text);
        }
    }

    /**
     * What a micro-batch has of a topic.
     *
     * @param ranges as its offsets say; empty when they go backwards
     * @param ofANewTopic what it has when the topic was made again
     * @param topicId with which the stream began
     */
    private record Part(
            String topic,
            Optional<Map<Integer, OffsetRange>> ranges,
            Map<Integer, OffsetRange> ofANewTopic,
            String topicId) {}
}
