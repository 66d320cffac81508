package io.kaspar.soak;

import io.kaspar.soak.SoakTopic.Trait;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Makes records that say of themselves where they belong, and whether they are meant to be seen. */
final class Content {
    /** The header with the description. */
    static final String DESCRIPTION = "soak";

    private static final int KEYS = 400;
    private static final int LARGE_VALUE = 2_000;

    private final Random random;

    Content(Random random) {
        this.random = random;
    }

    /** What its writer means to do with a record. */
    enum Fate {
        PLAIN(0),
        COMMITTED(1),
        ABORTED(2);

        private final byte code;

        Fate(int code) {
            this.code = (byte) code;
        }

        private static Optional<Fate> of(byte code) {
            return Arrays.stream(values()).filter(fate -> fate.code == code).findFirst();
        }
    }

    /**
     * What a record says of itself.
     *
     * @param topic the first half of the topic's id
     */
    record Description(long topic, int partition, Fate fate, int crc) {
        private static final int LENGTH = Long.BYTES + Integer.BYTES + 1 + Integer.BYTES;

        private byte[] bytes() {
            return ByteBuffer.allocate(LENGTH)
                    .putLong(topic)
                    .putInt(partition)
                    .put(fate.code)
                    .putInt(crc)
                    .array();
        }

        /** Empty when these bytes are none. */
        static Optional<Description> parse(byte @Nullable [] bytes) {
            if (bytes == null || bytes.length != LENGTH) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long topic = buffer.getLong();
            int partition = buffer.getInt();
            Optional<Fate> fate = Fate.of(buffer.get());
            int crc = buffer.getInt();
            return fate.map(known -> new Description(topic, partition, known, crc));
        }
    }

    ProducerRecord<byte[], byte[]> record(SoakTopic topic, Uuid topicId, int partition, Fate fate) {
        byte[] key = key(topic);
        byte[] value = value(topic);
        Long timestampMs = System.currentTimeMillis() - random.nextInt(5_000);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(), partition, timestampMs, key, value);
        for (int i = random.nextInt(8); i > 5; i--) {
            record.headers().add("h" + i, i == 6 ? null : bytes(20));
        }
        Description description = new Description(topicId.getMostSignificantBits(), partition, fate, crc(key, value));
        record.headers().add(DESCRIPTION, description.bytes());
        return record;
    }

    static int crc(byte @Nullable [] key, byte @Nullable [] value) {
        CRC32C crc = new CRC32C();
        for (byte[] part : new byte[][] {key, value}) {
            crc.update(part == null ? 0 : 1);
            if (part != null) {
                crc.update(part);
            }
        }
        return (int) crc.getValue();
    }

    @SuppressWarnings("NullAway") // Kafka's classes say nothing of null, and take it for keys and values
    private byte[] key(SoakTopic topic) {
        if (topic.has(Trait.COMPACTED)) {
            return ("k" + random.nextInt(KEYS)).getBytes(StandardCharsets.UTF_8);
        }
        return random.nextInt(10) == 0 ? null : ("k" + random.nextInt(1_000_000)).getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("NullAway") // Kafka's classes say nothing of null, and take it for keys and values
    private byte[] value(SoakTopic topic) {
        int kind = random.nextInt(100);
        if (kind < (topic.has(Trait.COMPACTED) ? 15 : 3)) {
            return null;
        }
        return kind == 99 ? new byte[0] : bytes(topic.has(Trait.LARGE) ? LARGE_VALUE : 300);
    }

    private byte[] bytes(int mostLength) {
        byte[] bytes = new byte[random.nextInt(mostLength)];
        if (random.nextBoolean()) {
            random.nextBytes(bytes);
        }
        return bytes;
    }
}
