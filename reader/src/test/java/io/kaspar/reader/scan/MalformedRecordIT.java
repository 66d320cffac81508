package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.column.MalformedRecordException;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.schema.avro.AvroPayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Avro values of two versions, by prefix and by header, with everything among them that is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MalformedRecordIT {
    private static final String TOPIC = "orders";
    private static final String FIRST =
            "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}";
    private static final String SECOND =
            "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"},"
                    + "{\"name\":\"note\",\"type\":\"string\",\"default\":\"none\"}]}";
    private static final int UNKNOWN_ID = 99;

    private final TestCluster cluster = TestCluster.start();
    private final FakeRegistry registry;
    private final int firstId;
    private final int secondId;
    private Uuid topicId = Uuid.ZERO_UUID;

    MalformedRecordIT() throws IOException {
        registry = FakeRegistry.start();
        firstId = registry.register(TOPIC + "-value", FIRST);
        secondId = registry.register(TOPIC + "-value", SECOND);
    }

    @BeforeAll
    void write() {
        topicId = cluster.createTopic(TOPIC, 1);
        byte[] guid = guid(UUID.fromString(registry.guid(secondId)));
        cluster.producer()
                .send(List.of(
                        record(payload(secondId, 1, "one"), null),
                        record(null, null),
                        record("plain text".getBytes(StandardCharsets.UTF_8), null),
                        record(new byte[] {0, 0, 0, 0, (byte) secondId, 2, 20, 'c', 'u', 't'}, null),
                        record(payload(UNKNOWN_ID, 5, "unknown"), null),
                        record(new byte[] {12, 6, 's', 'i', 'x'}, guid),
                        record(payload(firstId, 7, null), null)));
    }

    @AfterAll
    void stop() {
        cluster.close();
        registry.close();
    }

    @Test
    void keepsRowsOfMalformedRecordsAsNullsWhenPermissive() throws IOException {
        List<String> rows = new ArrayList<>();
        try (PartitionScan scan = open(MalformedMode.PERMISSIVE, registry.url())) {
            read(scan, rows);
            assertThat(scan.counters().malformedRecords()).isEqualTo(3);
        }
        assertThat(rows).hasSize(7);
        assertThat(rows.get(0)).isEqualTo("0 id=1 note=one schema=" + secondId + " error=null");
        assertThat(rows.get(1)).isEqualTo("1 id=null note=null schema=null error=null");
        assertThat(rows.get(2)).startsWith("2 id=null note=null schema=null error=value: ");
        assertThat(rows.get(3)).startsWith("3 id=null note=null schema=" + secondId + " error=value: ");
        assertThat(rows.get(4))
                .startsWith("4 id=null note=null schema=" + UNKNOWN_ID + " error=value: ")
                .contains("99");
        assertThat(rows.get(5)).isEqualTo("5 id=6 note=six schema=null error=null");
        assertThat(rows.get(6)).isEqualTo("6 id=7 note=none schema=" + firstId + " error=null");
    }

    @Test
    void dropsAndCountsMalformedRecordsWhenToldTo() throws IOException {
        List<String> rows = new ArrayList<>();
        try (PartitionScan scan = open(MalformedMode.DROPMALFORMED, registry.url())) {
            read(scan, rows);
            assertThat(scan.counters().malformedRecords()).isEqualTo(3);
        }
        assertThat(rows).extracting(row -> row.substring(0, 1)).containsExactly("0", "1", "5", "6");
        assertThat(rows.get(2)).isEqualTo("5 id=6 note=six schema=null error=null");
    }

    @Test
    void failsAtTheFirstMalformedRecordOtherwise() throws IOException {
        try (PartitionScan scan = open(MalformedMode.FAILFAST, registry.url())) {
            assertThatThrownBy(() -> read(scan, new ArrayList<>()))
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessageContaining("the value of the record at offset 2 of orders-0")
                    .hasMessageContaining("mode=PERMISSIVE")
                    .hasMessageContaining("value.format")
                    .hasMessageNotContaining("plain text");
        }
    }

    @Test
    void failsWhateverTheModeWhenTheRegistryIsDown() throws IOException {
        String address;
        try (FakeRegistry gone = FakeRegistry.start()) {
            address = gone.url();
        }
        try (PartitionScan scan = open(MalformedMode.PERMISSIVE, address)) {
            assertThatThrownBy(() -> read(scan, new ArrayList<>())).isInstanceOf(SchemaRegistryException.class);
        }
    }

    private static final List<ScanColumn> COLUMNS = List.of(
            new ScanColumn.ValueField("note", DataTypes.StringType),
            new ScanColumn.Metadata(MetadataField.OFFSET, DataTypes.LongType),
            new ScanColumn.ValueField("id", DataTypes.LongType),
            new ScanColumn.Metadata(MetadataField.VALUE_SCHEMA_ID, DataTypes.IntegerType),
            new ScanColumn.Metadata(MetadataField.ERROR, DataTypes.StringType));

    private PartitionScan open(MalformedMode mode, String registryUrl) throws IOException {
        ScanSpec spec = new ScanSpec(
                new TopicIdentity(cluster.clusterId(), TOPIC, topicId.toString()),
                new ScanOutput(COLUMNS, JudgedPart.WHOLE_RECORD, ScanOutput.NO_LIMIT),
                new ReadSettings(Isolation.READ_COMMITTED, ReadLocality.OFF, List.of(), true, mode, 100, 30_000, true),
                new BrokerAccess.Brokers(Map.of("bootstrap.servers", cluster.bootstrapServers())),
                new PayloadSchemas(
                        new TopicSchema(new PayloadSchema.Raw(RawFormat.BINARY), values()),
                        new RegistryOptions(List.of(registryUrl), null, null, Map.of(), Map.of(), 5000, 0, 0, 0, 0)));
        return PartitionScan.open(spec, new ScanTask(0, new OffsetRange(0, 7), List.of()));
    }

    private PayloadSchema values() throws SchemaException {
        SchemaText text = SchemaText.avro(SECOND);
        return new PayloadSchema.Registered(
                TOPIC + "-value",
                2,
                secondId,
                text,
                PayloadOptions.DEFAULT,
                new AvroPayloadFormat().dataType(text, PayloadOptions.DEFAULT));
    }

    private static void read(PartitionScan scan, List<String> rows) throws IOException {
        while (scan.next()) {
            ScannedRows.rows(scan.current()).forEachRemaining(row -> rows.add(text(row)));
        }
    }

    private static String text(InternalRow row) {
        return row.getLong(1) + " id=" + (row.isNullAt(2) ? null : row.getLong(2)) + " note=" + row.getUTF8String(0)
                + " schema=" + (row.isNullAt(3) ? null : row.getInt(3)) + " error=" + row.getUTF8String(4);
    }

    @SuppressWarnings("NullAway") // Kafka's classes say nothing of null, and take it for keys and values
    private static ProducerRecord<byte[], byte[]> record(byte @Nullable [] value, byte @Nullable [] schemaIdHeader) {
        List<Header> headers = schemaIdHeader == null
                ? List.of()
                : List.of(
                        new RecordHeader("__value_schema_id", new byte[] {7}),
                        new RecordHeader("__value_schema_id", schemaIdHeader));
        return new ProducerRecord<>(TOPIC, 0, (byte[]) null, value, headers);
    }

    /** Framing, the id as Avro's zig-zag varint of one byte, the note as length and text. */
    private static byte[] payload(int schemaId, int id, @Nullable String note) {
        ByteBuffer payload =
                ByteBuffer.allocate(100).put((byte) 0).putInt(schemaId).put((byte) (id * 2));
        if (note != null) {
            payload.put((byte) (note.length() * 2)).put(note.getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = new byte[payload.flip().remaining()];
        payload.get(bytes);
        return bytes;
    }

    private static byte[] guid(UUID guid) {
        return ByteBuffer.allocate(17)
                .put((byte) 1)
                .putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits())
                .array();
    }
}
