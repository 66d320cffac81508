package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics whose values are of several record types, compared with Kafka's consumer and Avro's reader. */
@ExtendWith(SqlFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordTypesIT {
    private static final Schema OLD_PLACED = schema("OrderPlaced", "{'name':'id','type':'long'}");
    private static final Schema PLACED = schema(
            "OrderPlaced", "{'name':'note','type':['null','string'],'default':null},{'name':'id','type':'long'}");
    private static final Schema SHIPPED =
            schema("OrderShipped", "{'name':'id','type':'long'},{'name':'carrier','type':'string'}");
    private static final Schema PAID = schema("OrderPaid", "{'name':'id','type':'long'},{'name':'cents','type':'int'}");
    private static final Schema CANCELLED = schema("OrderCancelled", "{'name':'why','type':'string'}");
    private static final Map<String, Schema> NEWEST =
            Map.of("OrderPlaced", PLACED, "OrderShipped", SHIPPED, "OrderPaid", PAID);
    private static final String PROTO = """
            syntax = "proto3";
            package shop;
            message OrderPlaced { int64 id = 1; }
            message OrderShipped { int64 id = 1; string carrier = 2; }
            message OrderPaid { int64 id = 1; int32 cents = 2; }
            """;
    private static final int PARTITIONS = 2;
    private static final int RECORDS = 3_000;

    private final SqlFixture fixture;
    private final Random random = new Random(Long.getLong("kaspar.seed", 7));
    private final Map<Integer, Schema> written = new HashMap<>();

    RecordTypesIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private static Schema schema(String name, String fields) {
        return new Schema.Parser()
                .parse(("{'type':'record','namespace':'shop','name':'" + name + "','fields':[" + fields + "]}")
                        .replace('\'', '"'));
    }

    private int register(String subject, Schema schema) {
        int id = fixture.registry().register(subject, schema.toString());
        written.put(id, schema);
        return id;
    }

    @BeforeAll
    void fill() {
        fixture.cluster().createTopic("events", PARTITIONS);
        int oldPlacedId = register("events-shop.OrderPlaced", OLD_PLACED);
        int placedId = register("events-shop.OrderPlaced", PLACED);
        int shippedId = register("events-shop.OrderShipped", SHIPPED);
        int paidId = register("events-shop.OrderPaid", PAID);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] value = switch (random.nextInt(5)) {
                case 0 -> avro(oldPlacedId, OLD_PLACED, (long) i);
                case 1 -> avro(placedId, PLACED, i % 2 == 0 ? null : "note " + i, (long) i);
                case 2 -> avro(shippedId, SHIPPED, (long) i, "carrier " + i % 7);
                case 3 -> avro(paidId, PAID, (long) i, i % 100);
                default -> null;
            };
            records.add(record("events", i % PARTITIONS, i, value));
        }
        fixture.cluster().producer().send(records);
        fixture.sql("REFRESH TABLE kaspar.events"); // tests before this one may have asked for all subjects
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, int key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, partition, ("k" + key).getBytes(StandardCharsets.UTF_8), value);
    }

    /** Type, id, note, carrier and cents of each record, by Kafka's consumer and Avro's reader. */
    private List<String> expected(String topic) {
        List<String> rows = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (ConsumerRecord<byte[], byte[]> record : fixture.cluster()
                    .consumer()
                    .readAll(new TopicPartition(topic, partition), IsolationLevel.READ_COMMITTED)) {
                rows.add(partition + "|" + record.offset() + "|" + expected(record.value()));
            }
        }
        return rows;
    }

    private String expected(byte @Nullable [] value) {
        if (value == null) {
            return "null|null|null|null|null|null|null";
        }
        Schema writer = Objects.requireNonNull(
                written.get(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt()));
        Schema reader = Objects.requireNonNull(NEWEST.get(writer.getName()));
        GenericRecord read = read(value, writer, reader);
        return writer.getFullName()
                + "|" + (reader.equals(PLACED) ? read.get("id") + "|" + read.get("note") : "null|null")
                + "|" + (reader.equals(SHIPPED) ? read.get("id") + "|" + read.get("carrier") : "null|null")
                + "|" + (reader.equals(PAID) ? read.get("id") + "|" + read.get("cents") : "null|null");
    }

    private static GenericRecord read(byte[] value, Schema writer, Schema reader) {
        int frame = 1 + Integer.BYTES;
        try {
            return new GenericDatumReader<GenericRecord>(writer, reader)
                    .read(null, DecoderFactory.get().binaryDecoder(value, frame, value.length - frame, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String from(String table, String locality) {
        return " FROM " + table + " WITH ('read.locality' = '" + locality + "')";
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void theWholeTopicHasAColumnForEachType(String locality) {
        assertThat(fixture.rows("SELECT _partition, _offset, _record_type, OrderPlaced.id, OrderPlaced.note,"
                        + " OrderShipped.id, OrderShipped.carrier, OrderPaid.id, OrderPaid.cents"
                        + from("kaspar.events", locality) + " ORDER BY _partition, _offset"))
                .isEqualTo(expected("events"));
        assertThat(fixture.rows("SELECT count(*), count(OrderPlaced), count(OrderShipped), count(OrderPaid)"
                        + from("kaspar.events", locality)))
                .containsExactly(
                        RECORDS + "|" + count("OrderPlaced") + "|" + count("OrderShipped") + "|" + count("OrderPaid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void aTableOfOneTypeHasItsRecordsOnly(String locality) {
        String placed = from("kaspar.`events$OrderPlaced`", locality);
        assertThat(fixture.rows("SELECT _partition, _offset, _record_type, id, note" + placed
                        + " ORDER BY _partition, _offset"))
                .isEqualTo(expected("events").stream()
                        .filter(row -> row.contains("|shop.OrderPlaced|"))
                        .map(row -> row.substring(0, row.length() - "|null|null|null|null".length()))
                        .toList());
        for (String counted : List.of("count(*)", "count(id)", "count(_offset)", "count(_value)", "count(_key)")) {
            assertThat(fixture.rows("SELECT " + counted + placed))
                    .as(counted)
                    .containsExactly("" + count("OrderPlaced"));
        }
        assertThat(fixture.rows("SELECT count(*)" + placed + " WHERE _partition = 1 AND id % 2 = 1"))
                .containsExactly(""
                        + expected("events").stream()
                                .filter(row -> row.startsWith("1|") && row.contains("|shop.OrderPlaced|"))
                                .count());
        assertThat(fixture.rows("SELECT id" + placed + " LIMIT 5")).hasSize(5);
        assertThat(fixture.rows("SELECT carrier" + from("kaspar.all_topics.`events$shop.OrderShipped`", locality)))
                .hasSize((int) count("OrderShipped"));
    }

    private long count(String type) {
        return expected("events").stream()
                .filter(row -> row.contains("|shop." + type + "|"))
                .count();
    }

    @Test
    void typesCanBeJoinedWithEachOther() {
        assertThat(fixture.rows("SELECT count(*) FROM kaspar.`events$OrderPlaced` p JOIN kaspar.events e"
                        + " ON p._partition = e._partition AND p._offset = e._offset WHERE p.id = e.OrderPlaced.id"))
                .containsExactly("" + count("OrderPlaced"));
    }

    @Test
    void listsAndDescribesTheTables() {
        assertThat(fixture.rows("SHOW TABLES IN kaspar"))
                .contains(
                        "all_topics|events|false",
                        "all_topics|events$OrderPaid|false",
                        "all_topics|events$OrderPlaced|false",
                        "all_topics|events$OrderShipped|false",
                        "all_topics|orders|false");
        assertThat(fixture.rows("DESCRIBE EXTENDED kaspar.events"))
                .contains(
                        "OrderPaid|struct<id:bigint,cents:int>|shop.OrderPaid",
                        "OrderPlaced|struct<note:string,id:bigint>|shop.OrderPlaced",
                        "OrderShipped|struct<id:bigint,carrier:string>|shop.OrderShipped",
                        "_record_type|string|the full name of the value's record");
        assertThat(fixture.rows("DESCRIBE kaspar.`events$OrderShipped`"))
                .contains("id|bigint|null", "carrier|string|null");
        assertThat(fixture.rows("SHOW TBLPROPERTIES kaspar.events").toString())
                .contains("shop.OrderPlaced (events-shop.OrderPlaced version 2 id ");
        assertThat(fixture.rows("SHOW TBLPROPERTIES kaspar.`events$OrderPlaced`"))
                .contains("value.record.type|shop.OrderPlaced", "value.schema.version|2");
        assertThat(fixture.spark().catalog().tableExists("kaspar.all_topics.`events$OrderPaid`"))
                .isTrue();
        assertThat(fixture.spark().catalog().tableExists("kaspar.all_topics.`events$Nope`"))
                .isFalse();
        assertThat(fixture.rows("SHOW TABLE EXTENDED IN kaspar LIKE 'events*'")).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void anErrorNamesTheTypesThatThereAre() {
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.`events$OrderPlacd`"))
                .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND")
                .hasMessageContaining(
                        "kaspar.`events$OrderPaid`, kaspar.`events$OrderPlaced`," + " kaspar.`events$OrderShipped`");
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.`plain$Nope`"))
                .hasMessageContaining("did you mean kaspar.plain?");
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.`event$OrderPaid`"))
                .hasMessageContaining("did you mean kaspar.events?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void headersTellTheTypeWhereNoSchemaDoes(String locality) {
        String topic = "header_types_" + locality;
        fixture.cluster().createTopic(topic, 1);
        List<List<Header>> headers = List.of(
                List.of(header("ce_type", "order.placed"), header("__TypeId__", "shop.Order")),
                List.of(header("ce_type", "first"), header("ce_type", "last")),
                List.of(header("__TypeId__", "shop.Order")),
                List.of(header("other", "x")),
                List.of(),
                List.of(new RecordHeader("ce_type", new byte[] {-1}), header("__TypeId__", "shop.Refund")),
                List.of(new RecordHeader("ce_type", null)));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (List<Header> each : headers) {
            records.add(new ProducerRecord<>(topic, 0, null, null, "{}".getBytes(StandardCharsets.UTF_8), each));
        }
        records.add(new ProducerRecord<>(topic, 0, null, null, null, headers.get(0)));
        fixture.cluster().producer().send(records);
        String from = " FROM kaspar." + topic + " WITH ('read.locality' = '" + locality + "')";

        assertThat(fixture.rows("SELECT _record_type" + from + " ORDER BY _offset"))
                .containsExactly(
                        "order.placed", "last", "shop.Order", "null", "null", "shop.Refund", "null", "order.placed");
        assertThat(fixture.rows("SELECT count(*)" + from + " WHERE _record_type = 'order.placed'"))
                .containsExactly("2");
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTopicOfOneTypeNamesItAndHasItsTable() {
        assertThat(fixture.rows("SELECT DISTINCT _record_type FROM kaspar.orders"))
                .containsExactly("shop.Order");
        assertThat(fixture.rows("SELECT count(order_id) FROM kaspar.`orders$Order`"))
                .containsExactly("" + SqlFixture.ORDERS);
        assertThat(fixture.rows("SELECT DISTINCT _record_type FROM kaspar.plain"))
                .containsExactly("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void aTypeThatCameAfterPlanningIsOther(String locality) {
        String topic = "growing_" + locality;
        fixture.cluster().createTopic(topic, 1);
        int placedId = register(topic + "-shop.OrderPlaced", PLACED);
        fixture.cluster().producer().send(List.of(record(topic, 0, 0, avro(placedId, PLACED, "n", 1L))));
        fixture.sql("REFRESH TABLE kaspar." + topic);
        Dataset<Row> held = fixture.sql("SELECT OrderPlaced.id, _record_type" + from("kaspar." + topic, locality));
        Dataset<Row> heldType = fixture.sql("SELECT count(*)" + from("kaspar.`" + topic + "$OrderPlaced`", locality));

        int cancelledId = register(topic + "-shop.OrderCancelled", CANCELLED);
        fixture.cluster()
                .producer()
                .send(List.of(
                        record(topic, 0, 1, avro(cancelledId, CANCELLED, "late")),
                        record(topic, 0, 2, avro(placedId, PLACED, "n", 3L))));

        assertThat(held.collectAsList())
                .extracting(row -> row.mkString("|"))
                .containsExactly("1|shop.OrderPlaced", "null|shop.OrderCancelled", "3|shop.OrderPlaced");
        assertThat(heldType.collectAsList())
                .extracting(row -> row.mkString("|"))
                .containsExactly("2");
        fixture.sql("REFRESH TABLE kaspar." + topic);
        assertThat(fixture.rows("SELECT OrderCancelled.why FROM kaspar." + topic + " WHERE _offset = 1"))
                .containsExactly("late");
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void badRecordsAreWhatTheModeSays(String locality) {
        String topic = "damaged_" + locality;
        fixture.cluster().createTopic(topic, 1);
        int placedId = register(topic + "-shop.OrderPlaced", OLD_PLACED);
        int paidId = register(topic + "-shop.OrderPaid", PAID);
        fixture.cluster()
                .producer()
                .send(List.of(
                        record(topic, 0, 0, avro(placedId, OLD_PLACED, 1L)),
                        record(
                                topic,
                                0,
                                1,
                                ByteBuffer.allocate(5)
                                        .put((byte) 0)
                                        .putInt(placedId)
                                        .array()),
                        record(
                                topic,
                                0,
                                2,
                                ByteBuffer.allocate(5)
                                        .put((byte) 0)
                                        .putInt(paidId)
                                        .array()),
                        record(topic, 0, 3, "no frame".getBytes(StandardCharsets.UTF_8)),
                        record(
                                topic,
                                0,
                                4,
                                ByteBuffer.allocate(5)
                                        .put((byte) 0)
                                        .putInt(987_654)
                                        .array()),
                        record(topic, 0, 5, null),
                        record(topic, 0, 6, avro(paidId, PAID, 7L, 8))));
        fixture.sql("REFRESH TABLE kaspar." + topic);
        String whole = " FROM kaspar." + topic + " WITH ('mode' = '%s', 'read.locality' = '" + locality + "')";
        String placed =
                " FROM kaspar.`" + topic + "$OrderPlaced` WITH ('mode' = '%s', 'read.locality' = '" + locality + "')";

        assertThat(fixture.rows("SELECT _offset, _record_type, OrderPlaced.id, OrderPaid.id, _error IS NULL"
                        + whole.formatted("PERMISSIVE")))
                .containsExactly(
                        "0|shop.OrderPlaced|1|null|true",
                        "1|shop.OrderPlaced|null|null|false",
                        "2|shop.OrderPaid|null|null|false",
                        "3|null|null|null|false",
                        "4|null|null|null|false",
                        "5|null|null|null|true",
                        "6|shop.OrderPaid|null|7|true");
        for (String columns : List.of("_offset", "_offset, OrderPlaced", "_offset, OrderPaid.cents")) {
            assertThat(fixture.rows("SELECT " + columns + whole.formatted("DROPMALFORMED")))
                    .as(columns)
                    .extracting(row -> row.substring(0, 1))
                    .containsExactly("0", "5", "6");
        }
        assertThatThrownBy(
                        () -> fixture.rows("SELECT OrderPlaced" + whole.formatted("FAILFAST") + " WHERE _offset = 1"))
                .hasStackTraceContaining("the value of the record at offset 1");

        // what does not tell its type may be of this one: it is malformed, and no record of another type
        assertThat(fixture.rows("SELECT _offset, id, _error IS NULL" + placed.formatted("PERMISSIVE")))
                .containsExactly("0|1|true", "1|null|false", "3|null|false", "4|null|false");
        assertThat(fixture.rows("SELECT count(*)" + placed.formatted("PERMISSIVE")))
                .containsExactly("4");
        assertThat(fixture.rows("SELECT count(*)" + placed.formatted("DROPMALFORMED")))
                .containsExactly("1");
        assertThat(fixture.rows("SELECT _offset, id" + placed.formatted("DROPMALFORMED")))
                .containsExactly("0|1");
        assertThat(fixture.rows("SELECT count(*)" + placed.formatted("FAILFAST") + " WHERE _offset < 3"))
                .containsExactly("2");
        assertThatThrownBy(() -> fixture.rows("SELECT count(*)" + placed.formatted("FAILFAST")))
                .hasStackTraceContaining("the value of the record at offset 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void messagesOfAProtobufFileAreTypes(String locality) {
        String topic = "messages_" + locality;
        String catalog =
                fixture.catalog("messages_of_" + locality, Map.of("topic." + topic + ".value.record.names", "*"));
        fixture.cluster().createTopic(topic, 1);
        int id = fixture.registry().register(topic + "-value", "PROTOBUF", PROTO, List.of());
        fixture.cluster()
                .producer()
                .send(List.of(
                        record(topic, 0, 0, proto(id, new byte[] {0}, 8, 1)),
                        record(topic, 0, 1, proto(id, new byte[] {2, 2}, 8, 2, 18, 1, 'x')),
                        record(topic, 0, 2, null),
                        record(topic, 0, 3, proto(id, new byte[] {2, 4}, 8, 3, 16, 9)),
                        record(topic, 0, 4, proto(id, new byte[] {2, 0}, 8, 4))));

        assertThat(fixture.rows("SELECT _record_type, OrderPlaced.id, OrderShipped.carrier, OrderPaid.cents"
                        + from(catalog + "." + topic, locality)))
                .containsExactly(
                        "shop.OrderPlaced|1|null|null",
                        "shop.OrderShipped|null|x|null",
                        "null|null|null|null",
                        "shop.OrderPaid|null|null|9",
                        "shop.OrderPlaced|4|null|null");
        assertThat(fixture.rows("SELECT _offset, id, cents" + from(catalog + ".`" + topic + "$OrderPaid`", locality)))
                .containsExactly("3|3|9");
        assertThat(fixture.rows("SELECT sum(id)" + from("kaspar.`" + topic + "$OrderPlaced`", locality)))
                .containsExactly("5");
        assertThat(fixture.rows("SHOW TABLES IN " + catalog)).contains("all_topics|" + topic + "$OrderPaid|false");
    }

    @Test
    void aUnionOfRecordsIsSeveralTypes() {
        fixture.cluster().createTopic("choices", 1);
        Schema union = Schema.createUnion(PLACED, SHIPPED);
        int id = register("choices-value", union);
        GenericRecord shipped = new GenericData.Record(SHIPPED);
        shipped.put(0, 6L);
        shipped.put(1, "dhl");
        fixture.cluster().producer().send(List.of(record("choices", 0, 0, framed(id, union, shipped))));

        assertThat(fixture.rows("SELECT OrderPlaced, OrderShipped.carrier, _record_type FROM kaspar.choices"))
                .containsExactly("null|dhl|shop.OrderShipped");
        assertThat(fixture.rows("SELECT id FROM kaspar.`choices$OrderShipped`")).containsExactly("6");
        assertThat(fixture.rows("SELECT id FROM kaspar.`choices$OrderPlaced`")).isEmpty();
    }

    @Test
    void namesCanBeListed() {
        fixture.cluster().createTopic("listed_types", 1);
        int placedId = register("shop.OrderPlaced", PLACED);
        int paidId = register("shop.OrderPaid", PAID);
        String catalog = fixture.catalog(
                "naming_types",
                Map.of(
                        "topic.listed_types.subject.name.strategy",
                        "RecordNameStrategy",
                        "topic.listed_types.value.record.names",
                        "shop.OrderPaid, shop.OrderPlaced"));
        fixture.cluster()
                .producer()
                .send(List.of(
                        record("listed_types", 0, 0, avro(placedId, PLACED, "n", 1L)),
                        record("listed_types", 0, 1, avro(paidId, PAID, 2L, 3))));

        assertThat(fixture.rows("SELECT * FROM naming_types.listed_types")).containsExactly("null|[n,1]", "[2,3]|null");
        assertThat(fixture.rows("SHOW TABLES IN " + catalog))
                .contains("all_topics|listed_types$OrderPaid|false", "all_topics|listed_types$OrderPlaced|false");
    }

    @Test
    void theRegistryIsAskedNothingPerRecordOrTask() {
        fixture.catalog("patient", Map.of("metadata-ttl", "1h", "schema.registry.latest-ttl", "1h"));
        fixture.rows("SELECT count(OrderPlaced) FROM patient.events");
        fixture.rows("SHOW TABLES IN patient");
        int before = fixture.registry().requestCount();

        fixture.rows("SELECT count(OrderPlaced), count(_record_type) FROM patient.events");
        fixture.rows("SELECT count(id), count(_record_type) FROM patient.`events$OrderPlaced`");
        fixture.rows("SHOW TABLES IN patient");

        assertThat(fixture.registry()
                        .requests()
                        .subList(before, fixture.registry().requestCount()))
                .isEmpty();
    }

    private static byte[] avro(int schemaId, Schema schema, @Nullable Object... fields) {
        GenericRecord record = new GenericData.Record(schema);
        for (int i = 0; i < fields.length; i++) {
            record.put(i, fields[i]);
        }
        return framed(schemaId, schema, record);
    }

    private static byte[] framed(int schemaId, Schema schema, GenericRecord record) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            bytes.write(0);
            bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] proto(int schemaId, byte[] messageIndexes, int... octets) {
        ByteBuffer value = ByteBuffer.allocate(1 + Integer.BYTES + messageIndexes.length + octets.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(messageIndexes);
        for (int octet : octets) {
            value.put((byte) octet);
        }
        return value.array();
    }
}
