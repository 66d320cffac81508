package io.kaspar.writer;

import org.apache.kafka.clients.producer.Producer;

/** Where a task's records go: a producer that others use, too, or one of its own with a transaction. Not thread-safe. */
interface ProducerUse extends AutoCloseable {
    /**
     * The producer, ready to send.
     *
     * @throws org.apache.kafka.common.KafkaException when there is none
     */
    Producer<byte[], byte[]> producer();

    /** How often it sent a record of the topic again, as far as nobody was told so far. */
    long takeRetries(String topic);

    /** Says that it failed. */
    void spoil();

    @Override
    void close();
}
