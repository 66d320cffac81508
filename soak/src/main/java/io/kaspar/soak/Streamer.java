package io.kaspar.soak;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.soak.StreamRequest.StreamEnd;
import io.kaspar.soak.StreamSink.BatchRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

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
    private static final long STEP_MS = 20;

    private final SparkSession spark;
    private final StreamRequests requests;
    private final SoakTopics topics;
    private final Life life;
    private final FaultLog faults;
    private final Checks checks;
    private final Tally tally;
    private final Consumer<String> differences;

    Streamer(
            SparkSession spark,
            StreamRequests requests,
            SoakTopics topics,
            Life life,
            FaultLog faults,
            Checks checks,
            Tally tally,
            Consumer<String> differences) {
        this.spark = spark;
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
        while (life.goesOn()) {
            try {
                StreamFiles files = StreamFiles.make();
                try {
                    new OneStream(requests.next(), files).run();
                } finally {
                    files.delete();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the checkpoint of a stream cannot be read", e);
            }
        }
    }

    /** A stream, from its first run to its last. */
    private final class OneStream {
        private final StreamRequest request;
        private final StreamFiles files;
        private final StreamSink sink = new StreamSink(spark, tally);
        private final long startMs = System.currentTimeMillis();
        private long nextToCheck;

        OneStream(StreamRequest request, StreamFiles files) {
            this.request = request;
            this.files = files;
        }

        void run() throws IOException {
            boolean goesOn = true;
            for (StreamEnd end : request.runs()) {
                if (!goesOn || !life.goesOn()) {
                    break;
                }
                goesOn = run(end);
                // the last one may be tried again
                check(sink.last().orElse(0));
                if (goesOn && end.forgetsCommit() && files.forgetLastCommit()) {
                    tally.commitForgotten();
                }
            }
            OptionalLong last = sink.last();
            if (last.isPresent()) {
                check(last.getAsLong() + 1);
            }
        }

        /** Whether the stream goes on after this run. */
        @SuppressWarnings("IllegalCatch") // whatever a stream fails with is what is looked for here
        private boolean run(StreamEnd end) throws IOException {
            long runMs = System.currentTimeMillis();
            boolean isOfDeadTopic = isOfATopicThatIsDeadSince(runMs - KNOWN_MS);
            Map<Integer, Long> there = positions();
            tally.streamStarted();
            try {
                StreamingQuery query = request.rows(spark)
                        .writeStream()
                        .foreachBatch(sink)
                        .trigger(request.trigger())
                        .option("checkpointLocation", files.folder().toUri().toString())
                        .start();
                boolean hasEnded = await(query, end.afterMs());
                stop(query);
                if (query.exception().isDefined()) {
                    return failed(runMs, hasEnded, query.exception().get());
                }
                if (isOfDeadTopic && !request.bearsLoss() && query.lastProgress() != null) {
                    differ("goes on, but its topic " + files.topicId() + " is no more");
                }
                if (hasEnded) {
                    requireReached(there, runMs);
                }
                return true;
            } catch (Exception e) {
                return failed(runMs, true, e);
            }
        }

        /** Whether the query ended of itself. */
        private boolean await(StreamingQuery query, int atMostMs) {
            long endMs = System.currentTimeMillis() + atMostMs;
            while (query.isActive() && life.goesOn() && System.currentTimeMillis() < endMs) {
                life.pause(STEP_MS);
            }
            return !query.isActive();
        }

        private void stop(StreamingQuery query) throws Exception {
            long stopMs = System.currentTimeMillis();
            query.stop();
            long tookMs = System.currentTimeMillis() - stopMs;
            if (tookMs > LONGEST_STOP_MS) {
                differ("took " + tookMs + " ms to stop");
            }
        }

        private boolean failed(long runMs, boolean ofItself, Exception e) {
            if (!ofItself && FailureCause.isSparkInterrupted(e)) {
                tally.streamFailed("SPARK_INTERRUPTED");
                return true;
            }
            String messages = FailureCause.messages(e);
            boolean brokersWereAway =
                    faults.hasAny(FaultKind::takesBrokersAway, runMs - AFTERMATH_MS, System.currentTimeMillis());
            Optional<FailureCause> cause = FailureCause.of(messages)
                    .filter(named -> named.isPlausible(request.batch(), topic(), brokersWereAway));
            tally.streamFailed(cause.map(FailureCause::name).orElse("UNEXPLAINED"));
            if (cause.isEmpty()) {
                differ((ofItself ? "failed: " : "failed when it was stopped: ") + messages);
            }
            return cause.filter(named -> !named.isForGood(topic())).isPresent();
        }

        private SoakTopic topic() {
            return topics.livesOf(request.topic(), 0, Long.MAX_VALUE).get(0).topic();
        }

        private boolean isOfATopicThatIsDeadSince(long timeMs) throws IOException {
            Optional<String> id = files.topicId();
            return id.isPresent()
                    && topics.livesOf(request.topic(), timeMs, Long.MAX_VALUE).stream()
                            .noneMatch(ledger -> ledger.topicId().toString().equals(id.get()));
        }

        /** How far the witness is. */
        private Map<Integer, Long> positions() {
            return topics.livesOf(request.topic(), 0, Long.MAX_VALUE).get(0).positions();
        }

        /** A query that ends with what is there has come so far as the witness was when it started, in the partitions that it knew. */
        private void requireReached(Map<Integer, Long> there, long runMs) throws IOException {
            boolean mayBeBehind = topic().has(SoakTopic.Trait.UNCLEAN)
                    || topic().has(SoakTopic.Trait.RECREATED)
                    || faults.hasAny(kind -> true, runMs - AFTERMATH_MS / 10, System.currentTimeMillis());
            if (!mayBeBehind) {
                files.end().forEach((partition, end) -> {
                    if (end < there.getOrDefault(partition, 0L)) {
                        differ("ended at offset " + end + " of partition " + partition + ", and did not come to "
                                + there.get(partition));
                    }
                });
            }
        }

        /** Compares the micro-batches before this one. */
        private void check(long before) throws IOException {
            for (; nextToCheck < before; nextToCheck++) {
                long number = nextToCheck;
                Optional<BatchRows> batch = sink.take(number);
                if (batch.isEmpty()) {
                    differ("micro-batch " + number + " gave nothing, and a later one did");
                    continue;
                }
                Optional<Map<Integer, OffsetRange>> ranges = files.ranges(number);
                Map<Integer, OffsetRange> ofANewTopic = files.rangesOfANewTopic(number);
                String topicId = files.topicId().orElseThrow(() -> new IOException("the checkpoint keeps no topic"));
                long readMs = System.currentTimeMillis();
                checks.submit(() -> {
                    // a catalog that believes what it knew may mean a life that was over when the stream began
                    List<TopicLedger> lives = topics.livesOf(request.topic(), startMs - KNOWN_MS, readMs);
                    Verdict verdict = mayGoOnInANewTopic()
                            ? compareWithAnyLife(batch.get(), ranges, ofANewTopic, lives)
                            : compare(batch.get(), ranges, ofLife(lives, topicId));
                    tally.scanned(request.kind(), verdict);
                    if (!verdict.isGood()) {
                        differ("micro-batch " + number + " of " + ranges + ":\n  "
                                + String.join("\n  ", verdict.differences()) + "\n  plan: "
                                + batch.get().plan());
                    }
                });
            }
        }

        private boolean mayGoOnInANewTopic() {
            return topic().has(SoakTopic.Trait.RECREATED) && request.bearsLoss();
        }

        private List<TopicLedger> ofLife(List<TopicLedger> lives, String topicId) {
            return lives.stream()
                    .filter(ledger -> ledger.topicId().toString().equals(topicId))
                    .toList();
        }

        private Verdict compare(BatchRows batch, Optional<Map<Integer, OffsetRange>> ranges, List<TopicLedger> lives) {
            return ranges.map(there -> new ScanCheck(
                                    request.batch(),
                                    ScanResult.of(there, batch.plan(), batch.rows(), batch.lostOffsets()))
                            .of(lives))
                    .orElseGet(() -> Verdict.different("its offsets go backwards"));
        }

        /**
         * It is of one of the topic's lives, as a whole: where its offsets say, or, the first one of a life, from the beginning. One that
         * was planned of a life before and not done has no rows any more.
         */
        private Verdict compareWithAnyLife(
                BatchRows batch,
                Optional<Map<Integer, OffsetRange>> ranges,
                Map<Integer, OffsetRange> ofANewTopic,
                List<TopicLedger> lives) {
            if (batch.rows().isEmpty() && lives.size() > 1) {
                return Verdict.NOTHING;
            }
            Verdict asItSays = compare(batch, ranges, lives);
            return asItSays.isGood() ? asItSays : compare(batch, Optional.of(ofANewTopic), lives);
        }

        private void differ(String what) {
            String text = "DIFFERENCE in a " + request + " (begun at " + startMs + ", now " + System.currentTimeMillis()
                    + ")\n  " + what;
            tally.differed(text);
            differences.accept(text);
        }
    }
}
