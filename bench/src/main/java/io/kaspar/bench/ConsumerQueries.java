package io.kaspar.bench;

import io.kaspar.bench.data.TopicSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The queries as somebody writes them who has a consumer and Avro's generic records. */
final class ConsumerQueries {
    private static final int FRAMING_LENGTH = 5;

    private final ConsumerLoop loop;

    ConsumerQueries(String bootstrapServers) {
        loop = new ConsumerLoop(bootstrapServers);
    }

    Answer count(TopicSpec topic) throws IOException {
        return total(read(topic, Count::new));
    }

    Answer tail(TopicSpec topic, long firstTimestampMs) throws IOException {
        return total(read(topic, () -> new Tail(firstTimestampMs)));
    }

    Answer sum(TopicSpec topic) throws IOException {
        return new Answer(List.of(List.of(read(topic, () -> new Sum(schema(topic))).stream()
                .mapToDouble(part -> part.sum)
                .sum())));
    }

    Answer group(TopicSpec topic) throws IOException {
        Map<String, Group> groups = new HashMap<>();
        for (Groups part : read(topic, () -> new Groups(schema(topic)))) {
            part.groups.forEach((currency, group) ->
                    groups.computeIfAbsent(currency, absent -> new Group()).add(group));
        }
        return new Answer(groups.entrySet().stream()
                .map(entry -> entry.getValue().row(entry.getKey()))
                .toList());
    }

    Answer wide(TopicSpec topic) throws IOException {
        List<Wide> parts = read(topic, () -> new Wide(schema(topic)));
        return new Answer(List.of(List.of(
                parts.stream().mapToLong(part -> part.longs).sum(),
                parts.stream().mapToDouble(part -> part.doubles).sum(),
                parts.stream().mapToLong(part -> part.lengths).sum())));
    }

    private <C extends ConsumerLoop.Collector> List<C> read(TopicSpec topic, Supplier<C> collectors)
            throws IOException {
        return loop.read(topic.topic(), topic.partitionCount(), collectors);
    }

    private static Answer total(List<? extends Count> parts) {
        return new Answer(
                List.of(List.of(parts.stream().mapToLong(part -> part.count).sum())));
    }

    private static Schema schema(TopicSpec topic) {
        return new Schema.Parser().parse(topic.shape().valueSchema());
    }

    private static class Count implements ConsumerLoop.Collector {
        long count;

        @Override
        public void accept(ConsumerRecord<byte[], byte[]> record) {
            count++;
        }
    }

    private static final class Tail extends Count {
        private final long firstTimestampMs;

        Tail(long firstTimestampMs) {
            this.firstTimestampMs = firstTimestampMs;
        }

        @Override
        public void accept(ConsumerRecord<byte[], byte[]> record) {
            if (record.timestamp() >= firstTimestampMs) {
                count++;
            }
        }
    }

    /** Decodes values into one record that is used again. */
    private abstract static class Decoding implements ConsumerLoop.Collector, Consumer<GenericRecord> {
        private final GenericDatumReader<GenericRecord> datumReader;
        private @Nullable BinaryDecoder decoder;
        private @Nullable GenericRecord reused;

        Decoding(Schema schema) {
            datumReader = new GenericDatumReader<>(schema);
        }

        @Override
        public void accept(ConsumerRecord<byte[], byte[]> record) throws IOException {
            byte[] value = record.value();
            BinaryDecoder current =
                    DecoderFactory.get().binaryDecoder(value, FRAMING_LENGTH, value.length - FRAMING_LENGTH, decoder);
            decoder = current;
            GenericRecord datum = datumReader.read(reused, current);
            reused = datum;
            accept(datum);
        }
    }

    private static final class Sum extends Decoding {
        private double sum;

        Sum(Schema schema) {
            super(schema);
        }

        @Override
        public void accept(GenericRecord order) {
            sum += (double) order.get("price") * (int) order.get("quantity");
        }
    }

    private static final class Wide extends Decoding {
        private long longs;
        private double doubles;
        private long lengths;

        Wide(Schema schema) {
            super(schema);
        }

        @Override
        public void accept(GenericRecord wide) {
            longs += (long) wide.get("f010");
            doubles += (double) wide.get("f103");
            lengths += wide.get("f151").toString().length();
        }
    }

    private static final class Groups extends Decoding {
        private final Map<String, Group> groups = new HashMap<>();

        Groups(Schema schema) {
            super(schema);
        }

        @Override
        public void accept(GenericRecord order) {
            groups.computeIfAbsent(order.get("currency").toString(), absent -> new Group())
                    .add(order);
        }
    }

    private static final class Group {
        private long count;
        private double amount;
        private long ids;
        private long lastCustomerId;
        private long lastCreatedAt;
        private long paid;
        private long longestText;

        void add(GenericRecord order) {
            count++;
            amount += (double) order.get("price") * (int) order.get("quantity");
            ids += (long) order.get("id");
            lastCustomerId = Math.max(lastCustomerId, (long) order.get("customer_id"));
            lastCreatedAt = Math.max(lastCreatedAt, (long) order.get("created_at"));
            paid += (boolean) order.get("paid") ? 1 : 0;
            longestText = Math.max(longestText, textLength(order));
        }

        private static int textLength(GenericRecord order) {
            Object note = order.get("note");
            return order.get("product").toString().length()
                    + order.get("street").toString().length()
                    + order.get("city").toString().length()
                    + (note == null ? 0 : note.toString().length());
        }

        void add(Group other) {
            count += other.count;
            amount += other.amount;
            ids += other.ids;
            lastCustomerId = Math.max(lastCustomerId, other.lastCustomerId);
            lastCreatedAt = Math.max(lastCreatedAt, other.lastCreatedAt);
            paid += other.paid;
            longestText = Math.max(longestText, other.longestText);
        }

        List<Object> row(String currency) {
            return List.of(currency, count, amount, ids, lastCustomerId, lastCreatedAt, paid, longestText);
        }
    }
}
