package io.kaspar.examples.data;

import java.io.IOException;
import java.util.Map;

/** One sample topic: its shape, and the record of each number. Record {@code n} goes to partition {@code n mod partitions}. */
interface SampleTopic {
    /** Makes records; belongs to one thread. */
    @FunctionalInterface
    interface Records {
        SampleRecord record(long number) throws IOException;
    }

    /** A source of {@link Records}, one for each thread. */
    @FunctionalInterface
    interface RecordsSupplier {
        Records open();
    }

    String name();

    int partitionCount();

    long recordCount();

    /** The producer's {@code compression.type}. */
    String compression();

    /** Settings of the topic. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Publishes the schemas its records are written with. */
    RecordsSupplier publish(SchemaPublisher registry) throws IOException;
}
