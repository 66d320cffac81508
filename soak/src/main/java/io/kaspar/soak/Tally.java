package io.kaspar.soak;

import io.kaspar.soak.Content.Fate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Counts what happened. Thread-safe. */
final class Tally {
    private static final int MOST_KEPT = 20;

    private final Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);
    private final Map<FaultKind, Integer> faultsInVain = new EnumMap<>(FaultKind.class);
    private final Map<String, Long> fallbacks = new TreeMap<>();
    private final Map<String, Integer> failedScans = new TreeMap<>();
    private final Map<String, Integer> scansByKind = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private final WriteTally writes = new WriteTally();
    private int differenceCount;
    private int scans;
    private int emptyScans;
    private long recordsCompared;
    private long byContentOnly;
    private long compactedAway;
    private long localBytes;
    private long networkBytes;
    private long written;
    private long notWritten;
    private int lossyScans;
    private long lostOffsets;
    private long planningMs;
    private long readingMs;
    private int streamStarts;
    private int streamBatches;
    private int batchesTriedAgain;
    private int commitsForgotten;
    private int streamsKilled;
    private int batchesOfProcesses;
    private final Map<String, Integer> failedStreams = new TreeMap<>();
    private int committed;
    private int aborted;
    private int hung;
    private int broken;

    /** What became of writes through Spark. */
    WriteTally writes() {
        return writes;
    }

    synchronized void answered(@Nullable RecordMetadata metadata, @Nullable Exception problem) {
        if (problem == null) {
            written++;
        } else {
            notWritten++;
        }
    }

    synchronized void transactionEnded(Fate fate) {
        if (fate == Fate.ABORTED) {
            aborted++;
        } else {
            committed++;
        }
    }

    synchronized void transactionHung() {
        hung++;
    }

    synchronized void transactionBroken() {
        broken++;
    }

    synchronized void injected(FaultKind kind) {
        faults.merge(kind, 1, Integer::sum);
    }

    /** It could not be injected, because of the state that other faults had left. */
    synchronized void inVain(FaultKind kind) {
        faultsInVain.merge(kind, 1, Integer::sum);
    }

    synchronized void scanned(String kind, Verdict verdict) {
        scans++;
        scansByKind.merge(kind, 1, Integer::sum);
        if (verdict.recordsCompared() + verdict.byContentOnly() == 0) {
            emptyScans++;
        }
        recordsCompared += verdict.recordsCompared();
        byContentOnly += verdict.byContentOnly();
        compactedAway += verdict.compactedAway();
    }

    /** How long a scan took to plan and to read. */
    synchronized void took(long planned, long read) {
        planningMs += planned;
        readingMs += read;
    }

    synchronized void read(long local, long network, Map<String, Long> fallbackReasons) {
        localBytes += local;
        networkBytes += network;
        fallbackReasons.forEach((reason, count) -> fallbacks.merge(reason, count, Long::sum));
    }

    /** What a scan says was gone. */
    synchronized void lost(long offsets) {
        lossyScans += offsets > 0 ? 1 : 0;
        lostOffsets += offsets;
    }

    synchronized void failed(String cause) {
        scans++;
        failedScans.merge(cause, 1, Integer::sum);
    }

    synchronized void streamStarted() {
        streamStarts++;
    }

    /** A micro-batch came to the sink. */
    synchronized void streamed(boolean again) {
        streamBatches++;
        batchesTriedAgain += again ? 1 : 0;
    }

    /** The process of a stream was killed. */
    synchronized void streamKilled() {
        streamsKilled++;
    }

    /** A micro-batch that a process of its own kept is compared. */
    synchronized void streamedInAProcess() {
        batchesOfProcesses++;
    }

    synchronized void commitForgotten() {
        commitsForgotten++;
    }

    synchronized void streamFailed(String cause) {
        failedStreams.merge(cause, 1, Integer::sum);
    }

    /** Keeps the first differences whole, and counts the others. */
    synchronized void differed(String difference) {
        differenceCount++;
        if (differences.size() < MOST_KEPT) {
            differences.add(difference);
        }
    }

    synchronized int differenceCount() {
        return differenceCount;
    }

    synchronized List<String> differences() {
        return List.copyOf(differences);
    }

    synchronized long recordsCompared() {
        return recordsCompared;
    }

    synchronized String line() {
        return "scans " + scans + ", records compared " + recordsCompared + ", faults "
                + faults.values().stream().mapToInt(Integer::intValue).sum() + ", fallbacks "
                + fallbacks.values().stream().mapToLong(Long::longValue).sum() + ", failed scans "
                + failedScans.values().stream().mapToInt(Integer::intValue).sum() + ", records written " + written
                + ", stream starts "
                + streamStarts + ", micro-batches " + streamBatches + ", " + writes.line() + ", differences "
                + differenceCount;
    }

    synchronized String report() {
        return """
                scans                %d (%d found nothing to compare)
                  by kind            %s
                  seconds spent      %d planning, %d reading
                streams              %d starts, %d micro-batches, %d tried again (%d commits taken back)
                  in processes       %d killed, %d micro-batches
                  failed             %s
                %srecords compared     %d
                  by content only    %d
                  compacted away     %d
                offsets lost         %d, said by %d scans that bear it
                records written      %d (%d not acknowledged)
                transactions         %d committed, %d aborted, %d hung for a while, %d broken
                faults injected      %s
                  not possible then  %s
                fallbacks            %s
                bytes read           %d from files, %d over the network
                failed scans         %s
                differences          %d
                """.formatted(
                        scans,
                        emptyScans,
                        scansByKind,
                        planningMs / 1_000,
                        readingMs / 1_000,
                        streamStarts,
                        streamBatches,
                        batchesTriedAgain,
                        commitsForgotten,
                        streamsKilled,
                        batchesOfProcesses,
                        failedStreams,
                        writes.report(),
                        recordsCompared,
                        byContentOnly,
                        compactedAway,
                        lostOffsets,
                        lossyScans,
                        written,
                        notWritten,
                        committed,
                        aborted,
                        hung,
                        broken,
                        words(faults),
                        words(faultsInVain),
                        fallbacks,
                        localBytes,
                        networkBytes,
                        failedScans,
                        differenceCount);
    }

    private static Map<String, Integer> words(Map<FaultKind, Integer> counts) {
        Map<String, Integer> words = new TreeMap<>();
        counts.forEach((kind, count) -> words.put(kind.word(), count));
        return words;
    }
}
