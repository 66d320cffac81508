package io.kaspar.lines;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.registry.FakeReference;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One cluster and one registry for all lines, with a few topics. */
final class LineTopics implements AutoCloseable {
    static final int ORDERS = 120;
    static final int PARTITIONS = 3;
    /** Of JSON, with what a query takes out of it on lines that have variants. */
    static final String NOTE_PARTS =
            "variant_get(value, '$.n', 'int') AS n, variant_get(value, '$.tags[1]', 'string') AS tag, _offset,"
                    + " cast(_key AS STRING) AS key, _partition, size(_headers) AS headers, cast(_value AS STRING) LIKE '%n%' AS has_n, _topic"
                    + " FROM kaspar.notes WHERE variant_get(value, '$.kind', 'string') = 'n'";

    static final List<String> CODECS = List.of("gzip", "snappy", "lz4", "zstd");
    /** 2026-01-01; each order is a second later than the one before. */
    static final long START_MS = 1_767_225_600_000L;

    private static final Schema ORDER = new Schema.Parser().parse("""
            {"type":"record","name":"Order","namespace":"shop","fields":[
              {"name":"order_id","type":"long","doc":"counts up"},
              {"name":"customer","type":["null","string"],"default":null},
              {"name":"quantity","type":"int"},
              {"name":"weight","type":"float"},
              {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
              {"name":"paid","type":"boolean"},
              {"name":"status","type":{"type":"enum","name":"Status","symbols":["NEW","SENT"]}},
              {"name":"ordered_at","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"day","type":{"type":"int","logicalType":"date"}},
              {"name":"address","type":{"type":"record","name":"Address","fields":[
                {"name":"city","type":"string"},{"name":"lines","type":{"type":"array","items":"string"}}]}},
              {"name":"tags","type":{"type":"map","values":"int"}},
              {"name":"signature","type":{"type":"fixed","name":"Signature","size":2}}]}""");
    /** Avro 1.11 and 1.12 have ways of their own to leave out the checks of such names and defaults. */
    private static final String OLD_ITEM =
            "{\"type\":\"record\",\"name\":\"Item\",\"fields\":[{\"name\":\"unit-price\",\"type\":\"int\"},"
                    + "{\"name\":\"left-over\",\"type\":\"int\"}]}";

    private static final String NEW_ITEM =
            "{\"type\":\"record\",\"name\":\"Item\",\"fields\":[{\"name\":\"price\",\"type\":\"int\",\"aliases\":[\"unit-price\"]},"
                    + "{\"name\":\"left-over\",\"type\":\"int\",\"default\":\"none\"}]}";
    private static final byte[] ITEM_OF_5_AND_3 = {10, 6};

    private final TestCluster cluster = TestCluster.start();
    private final FakeRegistry registry;

    LineTopics() throws IOException {
        registry = FakeRegistry.start();
        int orderId = registry.register("orders-value", ORDER.toString());
        cluster.createTopic("orders", PARTITIONS, 1, Map.of("retention.ms", "-1"));
        List<ProducerRecord<byte[], byte[]>> orders = new ArrayList<>();
        for (int id = 0; id < ORDERS; id++) {
            byte[] key = ("c" + id % 7).getBytes(StandardCharsets.UTF_8);
            orders.add(new ProducerRecord<>(
                    "orders", id % PARTITIONS, START_MS + 1000L * id, key, framed(orderId, payload(id))));
        }
        // one request at a time: a broker that has just made a topic may take two in another order
        cluster.producer().send(orders, Map.of("max.in.flight.requests.per.connection", 1));
        fillPacked();
        fillMoments();
        fillForward();
        fillDefinedTwice();
        fillNotes();
        int itemId = registry.register("items-value", OLD_ITEM);
        registry.register("items-value", NEW_ITEM);
        cluster.createTopic("written", 2);
        cluster.createTopic("deleted_from", 2);
        registry.register(
                "defaulted-value",
                "{\"type\":\"record\",\"name\":\"D\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"},"
                        + "{\"name\":\"s\",\"type\":\"string\",\"default\":\"it's\"},"
                        + "{\"name\":\"ids\",\"type\":{\"type\":\"array\",\"items\":\"long\"},\"default\":[]}]}");
        cluster.createTopic("defaulted", 1);
        cluster.createTopic("items", 1);
        cluster.producer().send(List.of(new ProducerRecord<>("items", 0, null, framed(itemId, ITEM_OF_5_AND_3))));
    }

    /** Seven nanoseconds before 1970, of a logical type that Avro 1.11 does not know, read as microseconds. */
    private void fillMoments() {
        String moment = "{\"type\":\"record\",\"name\":\"Moment\",\"fields\":[{\"name\":\"at\",\"type\":"
                + "{\"type\":\"long\",\"logicalType\":\"timestamp-%s\"}}]}";
        int id = registry.register("moments-value", moment.formatted("nanos"));
        registry.register("moments-value", moment.formatted("micros"));
        fillOne("moments", id, new byte[] {13});
    }

    private void fillForward() {
        String forward = "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"b\",\"type\":[\"null\",\"B\"]},"
                + "{\"name\":\"c\",\"type\":{\"type\":\"record\",\"name\":\"B\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}}]}";
        fillOne("forward", registry.register("forward-value", forward), new byte[] {0, 10});
    }

    private void fillDefinedTwice() {
        String money = "{\"type\":\"record\",\"name\":\"Money\",\"fields\":[{\"name\":\"cents\",\"type\":\"int\"}]}";
        String part = "{\"type\":\"record\",\"name\":\"%s\",\"fields\":[{\"name\":\"m\",\"type\":" + money + "}]}";
        registry.register("left", part.formatted("Left"));
        registry.register("right", part.formatted("Right"));
        String both = "{\"type\":\"record\",\"name\":\"Both\",\"fields\":[{\"name\":\"l\",\"type\":\"Left\"},"
                + "{\"name\":\"r\",\"type\":\"Right\"}]}";
        int id = registry.register(
                "twice-value",
                "AVRO",
                both,
                List.of(new FakeReference("Left", "left", 1), new FakeReference("Right", "right", 1)));
        fillOne("twice", id, new byte[] {2, 4});
    }

    private void fillNotes() {
        cluster.createTopic("notes", 1);
        List<ProducerRecord<byte[], byte[]>> notes = new ArrayList<>();
        for (String json : List.of(
                "{\"kind\":\"n\",\"n\":1,\"tags\":[\"a\",\"b\"]}",
                "{\"kind\":\"t\",\"n\":\"no number\"}",
                "{\"n\":\"3\",\"kind\":\"n\"}")) {
            byte[] key = ("k" + notes.size()).getBytes(StandardCharsets.UTF_8);
            notes.add(new ProducerRecord<>("notes", 0, key, json.getBytes(StandardCharsets.UTF_8)));
        }
        cluster.producer().send(notes);
    }

    private void fillOne(String topic, int schemaId, byte[] payload) {
        cluster.createTopic(topic, 1);
        cluster.producer().send(List.of(new ProducerRecord<>(topic, 0, null, framed(schemaId, payload))));
    }

    private void fillPacked() {
        for (String codec : CODECS) {
            String topic = "packed_" + codec;
            cluster.createTopic(topic, 1);
            cluster.producer()
                    .send(
                            IntStream.range(0, ORDERS)
                                    .mapToObj(number -> TestProducer.text(topic, 0, null, "text " + number))
                                    .toList(),
                            Map.of("compression.type", codec, "linger.ms", 1000));
        }
    }

    private static byte[] framed(int schemaId, byte[] payload) {
        return ByteBuffer.allocate(1 + Integer.BYTES + payload.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(payload)
                .array();
    }

    private static byte[] payload(int id) throws IOException {
        GenericRecord address = new GenericData.Record(ORDER.getField("address").schema());
        address.put("city", "city" + id % 5);
        address.put("lines", List.of("a" + id, "b"));
        GenericRecord order = new GenericData.Record(ORDER);
        order.put("order_id", (long) id);
        order.put("customer", id % 10 == 0 ? null : "customer" + id % 7);
        order.put("quantity", id % 4);
        order.put("weight", id / 2f);
        order.put("price", ByteBuffer.wrap(BigInteger.valueOf(100L * id + 25).toByteArray()));
        order.put("paid", id % 2 == 0);
        order.put(
                "status", new GenericData.EnumSymbol(ORDER.getField("status").schema(), id % 3 == 0 ? "NEW" : "SENT"));
        order.put("ordered_at", START_MS + 1000L * id);
        order.put("day", 20454 + id);
        order.put("address", address);
        order.put("tags", Map.of("t", id));
        order.put("signature", new GenericData.Fixed(ORDER.getField("signature").schema(), new byte[] {(byte) id, 1}));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(ORDER).write(order, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /** Appends lines of text to a topic with one partition, which is made when it is not there. */
    void appendText(String topic, int first, int count) {
        if (first == 0) {
            cluster.createTopic(topic, 1);
        }
        cluster.producer()
                .send(IntStream.range(first, first + count)
                        .mapToObj(number -> TestProducer.text(topic, 0, null, "v" + number))
                        .toList());
    }

    /** Options of a topic without a catalog, as they stand in SQL. */
    String options(String topic) {
        return "(`kafka.bootstrap.servers` '" + bootstrapServers() + "', `schema.registry.url` '" + registryUrl()
                + "', topic '" + topic + "')";
    }

    String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    String registryUrl() {
        return registry.url();
    }

    @Override
    public void close() {
        registry.close();
        cluster.close();
    }
}
