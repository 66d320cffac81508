package io.kaspar.bench.limit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the machine can do: queries over a topic's segment files, one thread for each core. */
public final class Limit {
    private final Path logDir;
    private final int threadCount;

    /** @param logDir of the broker that has all the partitions */
    public Limit(Path logDir, int threadCount) {
        this.logDir = logDir;
        this.threadCount = threadCount;
    }

    /** {@code count(*)}. */
    public List<List<Object>> count(String topic) throws IOException {
        return run(topic, CountQuery::new).answer();
    }

    /** {@code sum(price * quantity)} of orders. */
    public List<List<Object>> sum(String topic) throws IOException {
        return run(topic, SumQuery::new).answer();
    }

    /** All fields of orders, by currency. */
    public List<List<Object>> group(String topic) throws IOException {
        return run(topic, GroupQuery::new).answer();
    }

    /** {@code count(*)} of the records from a timestamp on. */
    public List<List<Object>> tail(String topic, long firstTimestampMs) throws IOException {
        return run(topic, () -> new TailQuery(firstTimestampMs)).answer();
    }

    /** Three of 200 fields. */
    public List<List<Object>> wide(String topic) throws IOException {
        return run(topic, WideQuery::new).answer();
    }

    /** Count and {@code sum(price * quantity)} of Protobuf orders, by currency. */
    public List<List<Object>> amounts(String topic) throws IOException {
        return run(topic, AmountQuery::new).answer();
    }

    /** All fields of Protobuf orders, by currency. */
    public List<List<Object>> protobufGroup(String topic) throws IOException {
        return run(topic, ProtobufGroupQuery::new).answer();
    }

    private HandQuery run(String topic, Supplier<HandQuery> queries) throws IOException {
        List<SegmentPart> parts = parts(topic);
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(threadCount);
        try {
            List<Future<HandQuery>> running = new ArrayList<>();
            for (int i = 0; i < threadCount; i++) {
                running.add(threads.submit(() -> work(parts, next, queries.get())));
            }
            HandQuery whole = queries.get();
            for (Future<HandQuery> thread : running) {
                whole.merge(thread.get());
            }
            return whole;
        } catch (ExecutionException e) {
            throw new IOException("the segments of " + topic + " could not be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while segments were read");
        } finally {
            threads.shutdownNow();
        }
    }

    private static HandQuery work(List<SegmentPart> parts, AtomicInteger next, HandQuery query) throws IOException {
        RecordBatchLoop loop = new RecordBatchLoop(query);
        for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
            loop.run(parts.get(i));
        }
        return query;
    }

    private List<SegmentPart> parts(String topic) throws IOException {
        List<SegmentPart> parts = new ArrayList<>();
        try (Stream<Path> directories = Files.list(logDir)) {
            for (Path directory : directories
                    .filter(path -> path.getFileName().toString().matches(topic + "-[0-9]+"))
                    .sorted()
                    .toList()) {
                parts.addAll(SegmentPart.of(directory));
            }
        }
        return parts;
    }
}
