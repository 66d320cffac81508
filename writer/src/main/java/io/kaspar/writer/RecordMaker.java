package io.kaspar.writer;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSource;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.schema.wire.SchemaHeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Makes records of rows. Not thread-safe. */
final class RecordMaker {
    private static final int MICROS_PER_MS = 1_000;
    private static final int HEADER_KEY = 0;
    private static final int HEADER_VALUE = 1;
    private static final int HEADER_FIELDS = 2;

    private final WriteSpec spec;
    private final @Nullable PayloadMaker keys;
    private final PayloadMaker values;
    private final Set<String> replacedHeaders;

    /** @throws SchemaException when such values cannot be written */
    RecordMaker(WriteSpec spec) throws SchemaException {
        this.spec = spec;
        this.keys = spec.key() == null ? null : new PayloadMaker(spec.key());
        this.values = new PayloadMaker(spec.value());
        this.replacedHeaders = replacedHeaders(spec);
    }

    /**
     * The record of a row.
     *
     * @param partitions how many the topic has, asked for where the key says the partition
     * @throws PayloadException when the row is no record of the topic
     */
    ProducerRecord<byte[], byte[]> record(ValueSource row, PartitionCount partitions) throws PayloadException {
        requireTopic(row);
        byte @Nullable [] key = payload(keys, row, "key");
        if (key == null && spec.keyIsRequired()) {
            throw new PayloadException("key: it is null, and the topic is compacted, so that each record needs one");
        }
        byte @Nullable [] value = payload(values, row, "value");
        if (value == null && !spec.tombstones()) {
            throw new PayloadException(
                    "value: it is null, and a record without a value deletes its key where the topic is compacted; set the option"
                            + " tombstones=true if that is meant");
        }
        return new ProducerRecord<>(
                spec.topic(), partition(row, key, partitions), timestampMs(row), key, value, headers(row, key, value));
    }

    /** What a row says of a payload that it was copied from is not true of one that is written anew. */
    private static Set<String> replacedHeaders(WriteSpec spec) {
        Set<String> names = new HashSet<>();
        for (PayloadSpec payload : spec.key() == null ? List.of(spec.value()) : List.of(spec.key(), spec.value())) {
            if (!isCopied(payload.schema())) {
                names.addAll(
                        SchemaHeaderNames.of(payload.side() == PayloadSide.KEY).all());
            }
        }
        return names;
    }

    private static boolean isCopied(PayloadSchema schema) {
        return schema instanceof PayloadSchema.Raw raw && raw.format() == RawFormat.BINARY;
    }

    private static byte @Nullable [] payload(@Nullable PayloadMaker maker, ValueSource row, String side)
            throws PayloadException {
        try {
            return maker == null ? null : maker.payload(row);
        } catch (PayloadException e) {
            throw new PayloadException(side + ": " + e.getMessage(), e);
        }
    }

    private void requireTopic(ValueSource row) throws PayloadException {
        Integer column = spec.facts().topic();
        if (column == null || row.isNull(column)) {
            return;
        }
        String topic = new String(row.bytesAt(column), StandardCharsets.UTF_8);
        if (!topic.equals(spec.topic())) {
            throw new PayloadException(
                    "topic: the row names another topic than the one that is written to; leave the column out, or write the rows of each topic to its table");
        }
    }

    private @Nullable Integer partition(ValueSource row, byte @Nullable [] key, PartitionCount partitions)
            throws PayloadException {
        Integer column = spec.facts().partition();
        if (column != null && !row.isNull(column)) {
            return known(row.intAt(column), partitions.count());
        }
        return key == null || spec.partitioner().isProducersOwn()
                ? null
                : spec.partitioner().sentTo(key, partitions.count());
    }

    /** Kafka's producer would wait for a partition that is not there until it gives up. */
    private static int known(int partition, int count) throws PayloadException {
        if (partition < 0 || partition >= count) {
            throw new PayloadException("partition: the row names partition " + partition + ", and the topic has "
                    + count + ", from 0 on; leave the column out, or null, where the key shall say it");
        }
        return partition;
    }

    private @Nullable Long timestampMs(ValueSource row) throws PayloadException {
        Integer column = spec.facts().timestamp();
        if (column == null || row.isNull(column)) {
            return null;
        }
        long timestampMs = Math.floorDiv(row.longAt(column), MICROS_PER_MS);
        if (timestampMs < 0) {
            throw new PayloadException("timestamp: it is before 1970, which no record of Kafka can say");
        }
        return timestampMs;
    }

    private List<Header> headers(ValueSource row, byte @Nullable [] key, byte @Nullable [] value)
            throws PayloadException {
        List<Header> own = ownHeaders(key, value);
        Integer column = spec.facts().headers();
        if (column == null || row.isNull(column)) {
            return own;
        }
        List<Header> headers = new ArrayList<>();
        ValueSource.Elements elements = row.arrayAt(column);
        for (int i = 0; i < elements.size(); i++) {
            Header header = header(elements, i);
            if (!replacedHeaders.contains(header.key())) {
                headers.add(header);
            }
        }
        headers.addAll(own);
        return headers;
    }

    private List<Header> ownHeaders(byte @Nullable [] key, byte @Nullable [] value) {
        List<Header> ofKey = keys == null || key == null ? List.of() : keys.headers();
        List<Header> ofValue = value == null ? List.of() : values.headers();
        if (ofKey.isEmpty() || ofValue.isEmpty()) {
            return ofKey.isEmpty() ? ofValue : ofKey;
        }
        List<Header> both = new ArrayList<>(ofKey);
        both.addAll(ofValue);
        return both;
    }

    private static Header header(ValueSource.Elements elements, int place) throws PayloadException {
        ValueSource header = elements.isNull(place) ? null : elements.structAt(place, HEADER_FIELDS);
        if (header == null || header.isNull(HEADER_KEY)) {
            throw new PayloadException("headers: one of them is null, or has no key");
        }
        return new RecordHeader(
                new String(header.bytesAt(HEADER_KEY), StandardCharsets.UTF_8),
                header.isNull(HEADER_VALUE) ? null : header.bytesAt(HEADER_VALUE));
    }

    /** How many partitions the topic has by now. */
    @FunctionalInterface
    interface PartitionCount {
        int count();
    }
}
