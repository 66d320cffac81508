package io.kaspar.reader.fetch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long responses of far brokers may be, so that the tasks of a JVM together hold no more than a part of its heap in them.
 * Thread-safe.
 */
final class FetchMemory {
    /** One is read while the next arrives. */
    private static final int RESPONSES_PER_SOURCE = 2;

    private static final int PART_OF_HEAP = 8;
    private static final int LARGEST = 32 << 20;

    /** The one place for the whole JVM, as its heap is. */
    private static final FetchMemory OF_THIS_JVM =
            new FetchMemory(Runtime.getRuntime().maxMemory());

    private final long heapBytes;
    private final AtomicInteger sources = new AtomicInteger();

    FetchMemory(long heapBytes) {
        this.heapBytes = heapBytes;
    }

    /** That of this JVM. */
    static FetchMemory ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** One more source fetches now, until {@link #closed}. */
    void opened() {
        sources.incrementAndGet();
    }

    /** One source less fetches now. */
    void closed() {
        sources.decrementAndGet();
    }

    /** What each source may ask for at once. */
    int mostBytes() {
        long share = heapBytes / PART_OF_HEAP / RESPONSES_PER_SOURCE / Math.max(1, sources.get());
        return (int) Math.min(LARGEST, share);
    }
}
