package io.kaspar.writer;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Which partition the record of a key goes to. Records without a key go wherever Kafka's producer has room, with either.
 */
public enum KeyPartitioner {
    /** That of Kafka's Java clients. Source: {@code BuiltInPartitioner.partitionForKey}. */
    MURMUR2,
    /** That of librdkafka's clients, {@code consistent_random}: CRC-32 over the key's bytes, as a number without sign, modulo partitions. */
    CRC32;

    /** Whether Kafka's own producer does it. */
    boolean isProducersOwn() {
        return this == MURMUR2;
    }

    /**
     * The partition of a key; empty where that is chance, as of librdkafka's empty keys.
     *
     * @param key as it is sent, whatever frames it
     * @param partitionCount at least 1
     */
    public OptionalInt partition(byte[] key, int partitionCount) {
        return switch (this) {
            case MURMUR2 -> OptionalInt.of(BuiltInPartitioner.partitionForKey(key, partitionCount));
            case CRC32 -> key.length == 0 ? OptionalInt.empty() : OptionalInt.of(crc32(key, partitionCount));
        };
    }

    /** Where a record of this key is sent, which is nowhere left to chance. */
    int sentTo(byte[] key, int partitionCount) {
        return partition(key, partitionCount).orElseGet(() -> crc32(key, partitionCount));
    }

    /** The partition of a key by {@link #CRC32}. */
    static int crc32(byte[] key, int partitionCount) {
        CRC32 checksum = new CRC32();
        checksum.update(key);
        return (int) (checksum.getValue() % partitionCount);
    }

    /** The name in options: lower case. */
    public String optionValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
