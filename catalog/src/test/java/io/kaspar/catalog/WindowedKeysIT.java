package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.SessionWindowedSerializer;
import org.apache.kafka.streams.kstream.TimeWindowedSerializer;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.kstream.internals.SessionWindow;
import org.apache.kafka.streams.kstream.internals.TimeWindow;
import org.apache.kafka.streams.state.internals.WindowKeySchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as Kafka Streams' own serializers write them, from the log to the row. */
@ExtendWith(SqlFixtureExtension.class)
class WindowedKeysIT {
    private static final long START_MS = 1_767_225_600_000L;
    private static final long SIZE_MS = 300_000;
    private static final byte[] VALUE = "v".getBytes(StandardCharsets.UTF_8);

    private final SqlFixture fixture;

    WindowedKeysIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void ofTimeAreTextAndAStart(String locality) {
        String topic = "windowed_time_" + locality;
        fixture.cluster().createTopic(topic, 1);
        try (TimeWindowedSerializer<String> serializer = new TimeWindowedSerializer<>(new StringSerializer())) {
            for (int i = 0; i < 3; i++) {
                long startMs = START_MS + i * SIZE_MS;
                send(topic, serializer.serialize(topic, new Windowed<>("lämp" + i, window(startMs))));
            }
        }
        send(topic, null);
        send(topic, "short".getBytes(StandardCharsets.UTF_8));
        String from = from(topic, locality, "time", Map.of("key.format", "string", "key.window.size", "5m"));

        assertThat(fixture.rows("SELECT _key.key, unix_millis(_key.window_start), unix_millis(_key.window_end), value"
                        + from + " WHERE _offset < 4"))
                .containsExactly(
                        "lämp0|1767225600000|1767225900000|v",
                        "lämp1|1767225900000|1767226200000|v",
                        "lämp2|1767226200000|1767226500000|v",
                        "null|null|null|v");
        assertThat(fixture.rows("SELECT _key IS NULL, unix_millis(_key.window_start)" + from
                        + " WHERE _offset < 4 AND (_key.key = 'lämp1' OR _key IS NULL)"))
                .containsExactly("false|1767225900000", "true|null");
        assertThat(fixture.rows("SELECT count(*)" + from)).containsExactly("5");
        assertThatThrownBy(() -> fixture.rows("SELECT _key.window_start" + from))
                .hasStackTraceContaining("the key has 5 bytes, and 8 of them would be its window; key.window is time")
                .hasStackTraceContaining("offset 4");
        String permissive = from(topic + "_permissive", topic, locality, "time", Map.of("mode", "PERMISSIVE"));
        assertThat(fixture.rows("SELECT _key.key, _error LIKE '%of them would be its window%'" + permissive
                        + " WHERE _offset > 1"))
                .containsExactly("lämp2|null", "null|null", "null|true");
        assertThat(fixture.rows("SHOW TBLPROPERTIES " + from.substring(" FROM ".length())))
                .contains("key.format|string", "key.window|time", "key.window.size|300000ms");
    }

    private static TimeWindow window(long startMs) {
        return new TimeWindow(startMs, startMs + SIZE_MS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void ofSessionsAreNumbersAndTwoTimes(String locality) {
        String topic = "windowed_session_" + locality;
        fixture.cluster().createTopic(topic, 1);
        try (SessionWindowedSerializer<Long> serializer = new SessionWindowedSerializer<>(new LongSerializer())) {
            for (long i = 0; i < 3; i++) {
                SessionWindow session = new SessionWindow(START_MS + i, START_MS + i * 1000 + 2);
                send(topic, serializer.serialize(topic, new Windowed<>(i - 1, session)));
            }
        }
        String from = from(topic, locality, "session", Map.of("key.format", "long"));

        assertThat(fixture.rows("SELECT _key.key, unix_millis(_key.window_start), unix_millis(_key.window_end)" + from))
                .containsExactly(
                        "-1|1767225600000|1767225600002",
                        "0|1767225600001|1767225601002",
                        "1|1767225600002|1767225602002");
        assertThat(fixture.rows("SELECT max(_key.window_end) - min(_key.window_start) AS took" + from))
                .hasSize(1);
    }

    @Test
    void ofAStoreHaveASequenceNumberBehindThem() {
        String topic = "app-counts-changelog";
        fixture.cluster().createTopic(topic, 1);
        for (int i = 0; i < 2; i++) {
            Bytes key = Bytes.wrap(("k" + i).getBytes(StandardCharsets.UTF_8));
            send(topic, WindowKeySchema.toStoreKeyBinary(key, START_MS, i).get());
        }
        String from = from("windowed_store", topic, "required", "store", Map.of("key.format", "string"));

        assertThat(fixture.rows("SELECT _key.key, unix_millis(_key.window_start)" + from))
                .containsExactly("k0|1767225600000", "k1|1767225600000");
        assertThat(fixture.rows("SELECT _key.*" + from).get(0).split("\\|")).hasSize(2);
    }

    /** As ksqlDB does: the registry's serializer writes the key, and the window goes behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void ofTheRegistryAreByTheSchemaOfEach(String locality) {
        String topic = "windowed_avro_" + locality;
        fixture.cluster().createTopic(topic, 1);
        String key = "{\"type\":\"record\",\"name\":\"K\",\"fields\":[{\"name\":\"id\",\"type\":\"%s\"}]}";
        int old = fixture.registry().register(topic + "-key", key.formatted("int"));
        int newest = fixture.registry().register(topic + "-key", key.formatted("long"));
        try (SessionWindowedSerializer<byte[]> serializer =
                new SessionWindowedSerializer<>(new ByteArraySerializer())) {
            for (int schemaId : List.of(old, newest, old)) {
                byte[] framed = ByteBuffer.allocate(6)
                        .put((byte) 0)
                        .putInt(schemaId)
                        .put((byte) 84)
                        .array();
                SessionWindow session = new SessionWindow(START_MS, START_MS + 1);
                send(topic, serializer.serialize(topic, new Windowed<>(framed, session)));
            }
        }
        String from = from(topic, locality, "session", Map.of());

        assertThat(fixture.rows("SELECT _key.key.id, unix_millis(_key.window_end), _key_schema_id" + from))
                .containsExactly("42|1767225600001|" + old, "42|1767225600001|" + newest, "42|1767225600001|" + old);
        assertThat(fixture.rows("SELECT _key_schema_id" + from + " WHERE _offset = 1"))
                .containsExactly("" + newest);
        assertThat(fixture.rows("SELECT count(*) FROM " + topic + "_catalog.`" + topic + "$latest`"))
                .containsExactly("2");
        assertThat(fixture.rows("SHOW TBLPROPERTIES " + from.substring(" FROM ".length())))
                .contains("key.subject|" + topic + "-key", "key.window|session");
    }

    private String from(String topic, String locality, String window, Map<String, String> settings) {
        return from(topic, topic, locality, window, settings);
    }

    private String from(String catalog, String topic, String locality, String window, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("read.locality", locality));
        all.put("topic." + topic + ".key.window", window);
        settings.forEach((name, value) -> all.put(name.equals("mode") ? name : "topic." + topic + "." + name, value));
        return " FROM " + fixture.catalog(catalog + "_catalog", all) + ".`" + topic + "`";
    }

    private void send(String topic, byte @Nullable [] key) {
        fixture.cluster().producer().send(List.of(new ProducerRecord<>(topic, 0, key, VALUE)));
    }
}
