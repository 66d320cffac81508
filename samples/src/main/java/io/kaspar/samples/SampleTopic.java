package io.kaspar.samples;

import java.io.IOException;
import java.util.Map;

/** One sample topic: its shape, and the record of each number. Record {@code n} goes to partition {@code n mod partitions}. */
public interface SampleTopic {
    /** Makes records; belongs to one thread. */
    @FunctionalInterface
    interface Records {
        /** The record of a number. */
        SampleRecord record(long number) throws IOException;
    }

    /** A source of {@link Records}, one for each thread. */
    @FunctionalInterface
    interface RecordsSupplier {
        /** Made for the thread that asks. */
        Records open();
    }

    /** The topic's name in Kafka. */
    String name();

    /** How many partitions it is made with. */
    int partitionCount();

    /** How many records it has. */
    long recordCount();

    /** The number of its first record. */
    default long firstNumber() {
        return 0;
    }

    /** What producers that write it are set to. */
    Map<String, String> producerSettings();

    /** Settings of the topic. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Publishes the schemas its records are written with. */
    RecordsSupplier publish(SchemaPublisher registry) throws IOException;
}
