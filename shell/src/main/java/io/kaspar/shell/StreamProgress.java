package io.kaspar.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.jspecify.annotations.Nullable;

/** How a stream goes, as Spark tells it after each micro-batch. May be asked from any thread. */
final class StreamProgress extends StreamingQueryListener {
    /** Of Spark's own connector for Kafka, and of Kaspar: of the partition that is furthest behind. */
    private static final String BEHIND = "maxOffsetsBehindLatest";

    private static final String WATERMARK = "watermark";

    /** Slower streams are shown with a digit behind the point. */
    private static final double SLOW = 10;

    private final String name;
    private final Progress progress;
    private final RecentRate rate = new RecentRate();
    private volatile @Nullable UUID run;
    private boolean hasBegun;
    private long rowsRead;
    private OptionalLong behind = OptionalLong.empty();
    private Optional<Instant> watermark = Optional.empty();

    /**
     * @param name of the query, before it starts
     * @param progress is told when it starts
     */
    StreamProgress(String name, Progress progress) {
        this.name = name;
        this.progress = progress;
    }

    /** Whether the first micro-batch has ended, or there was nothing for it. */
    synchronized boolean hasBegun() {
        return hasBegun;
    }

    /** How many rows were read of the sources. */
    synchronized long rowsRead() {
        return rowsRead;
    }

    /** How many offsets of a partition the last micro-batch left; nothing when no source tells. */
    synchronized OptionalLong behind() {
        return behind;
    }

    /** Of these seconds. */
    double rowsPerSecond() {
        return rate.perSecond();
    }

    /** A line for the screen. */
    synchronized String text(Duration elapsed) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d rows read, ", rowsRead));
        text.append(String.format(Locale.ROOT, rowsPerSecond() < SLOW ? "%,.1f" : "%,.0f", rowsPerSecond()));
        text.append(" rows/s");
        behind.ifPresent(offsets -> text.append(String.format(Locale.ROOT, ", %,d behind", offsets)));
        watermark.ifPresent(time -> text.append(", watermark ").append(time));
        return text.append(", ")
                .append(elapsed.toSeconds())
                .append(" s, Ctrl-C ends it")
                .toString();
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {
        if (name.equals(event.name())) {
            run = event.runId();
            progress.follow(this, event.runId().toString()); // without a lock: it asks back
        }
    }

    @Override
    public synchronized void onQueryProgress(QueryProgressEvent event) {
        StreamingQueryProgress ended = event.progress();
        if (!ended.runId().equals(run)) {
            return;
        }
        hasBegun = true;
        rowsRead += ended.numInputRows();
        rate.add(ended.numInputRows());
        watermark = Optional.ofNullable(ended.eventTime().get(WATERMARK))
                .map(text -> Instant.parse(text).truncatedTo(ChronoUnit.SECONDS))
                .filter(time -> time.isAfter(Instant.EPOCH)); // where it stands before the first record
        behind = Arrays.stream(ended.sources())
                .map(SourceProgress::metrics)
                .map(StreamProgress::behind)
                .flatMapToLong(OptionalLong::stream)
                .max();
    }

    private static OptionalLong behind(Map<String, String> metrics) {
        String offsets = metrics.get(BEHIND);
        return offsets == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(offsets));
    }

    @Override
    public synchronized void onQueryIdle(QueryIdleEvent event) {
        hasBegun |= event.runId().equals(run);
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {}
}
