package io.kaspar.writer;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;

/** Measures of some of a task's records how long brokers take to acknowledge them. Told by the producer's thread, asked by the task's. */
final class AcknowledgementTimes {
    /** One in so many is measured, the first one among them: asking the clock twice for each would be felt. */
    private static final int TIMED_EVERY = 128;

    private final AtomicLong records = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    /**
     * What is called for a record that is sent now.
     *
     * @param number of the record, from 0
     */
    Callback from(long number, Callback acknowledgement) {
        if (number % TIMED_EVERY != 0) {
            return acknowledgement;
        }
        long sentNanos = System.nanoTime();
        return (place, failure) -> {
            if (failure == null) {
                nanos.addAndGet(System.nanoTime() - sentNanos);
                records.incrementAndGet();
            }
            acknowledgement.onCompletion(place, failure);
        };
    }

    long records() {
        return records.get();
    }

    long nanos() {
        return nanos.get();
    }
}
