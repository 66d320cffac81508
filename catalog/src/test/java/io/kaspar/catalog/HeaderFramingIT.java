package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that name their schemas in headers. */
@ExtendWith(SqlFixtureExtension.class)
class HeaderFramingIT {
    private static final String VISIT =
            "{\"type\":\"record\",\"name\":\"Visit\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"}]}";
    private static final String PLACE =
            "{\"type\":\"record\",\"name\":\"Place\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"}]}";

    private final SqlFixture fixture;

    HeaderFramingIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private String catalog(String topic, Map<String, String> options) {
        String name = "framed_" + topic;
        fixture.catalog(name, options);
        return name + "." + topic;
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return fixture.cluster().consumer().readAll(new TopicPartition(topic, 0), IsolationLevel.READ_COMMITTED);
    }

    private static byte[] guid(String guid) {
        UUID uuid = UUID.fromString(guid);
        return ByteBuffer.allocate(17)
                .put((byte) 1)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /** As Confluent's header serializer writes them: its GUID in a header, and the payload bare. */
    @Test
    void nameKeysAndValuesByTheirGuids() {
        fixture.cluster().createTopic("headered", 1);
        int valueId = fixture.registry().register("headered-value", VISIT);
        int keyId = fixture.registry().register("headered-key", PLACE);
        String table = catalog(
                "headered",
                Map.of(
                        "topic.headered.value.framing.place",
                        "headers",
                        "topic.headered.key.framing.place",
                        "headers",
                        "topic.headered.key.columns",
                        "id",
                        "topic.headered.auto.register.schemas",
                        "true"));

        fixture.sql("INSERT INTO " + table + " VALUES (7)");
        fixture.sql("INSERT INTO " + table + " SELECT 8 AS id, 'm' AS more");

        ConsumerRecord<byte[], byte[]> first = records("headered").get(0);
        assertThat(first.value()).containsExactly(14);
        assertThat(first.key()).containsExactly(14);
        assertThat(first.headers().lastHeader("__value_schema_id").value())
                .isEqualTo(guid(fixture.registry().guid(valueId)));
        assertThat(first.headers().lastHeader("__key_schema_id").value())
                .isEqualTo(guid(fixture.registry().guid(keyId)));
        assertThat(records("headered")
                        .get(1)
                        .headers()
                        .lastHeader("__value_schema_id")
                        .value())
                .isNotEqualTo(first.headers().lastHeader("__value_schema_id").value());
        fixture.sql("REFRESH TABLE kaspar.headered");
        assertThat(fixture.rows("SELECT id, more, _key.id FROM kaspar.headered ORDER BY id"))
                .containsExactly("7|null|7", "8|m|8");
    }

    /** A header of the record that was copied would count before the frame of the copy. */
    @Test
    void leavesOutWhatWasTrueOfTheRecordThatWasCopied() {
        fixture.cluster().createTopic("copied_from", 1);
        fixture.cluster().createTopic("copied_to", 1);
        fixture.registry().register("copied_from-value", VISIT);
        fixture.registry().register("copied_to-value", VISIT.replace("Visit", "Copy"));
        String from = catalog("copied_from", Map.of("topic.copied_from.value.framing.place", "headers"));
        fixture.sql("INSERT INTO " + from + " VALUES (7)");

        fixture.sql(
                "INSERT INTO kaspar.`copied_to$records` (value, headers)"
                        + " SELECT value, array_append(headers, named_struct('key', 'source', 'value', X'01')) FROM kaspar.`copied_from$records`");
        fixture.sql(
                "INSERT INTO kaspar.`copied_to$raw` (value, headers) SELECT value, headers FROM kaspar.`copied_from$raw`");

        assertThat(records("copied_to").get(0).headers().toArray())
                .extracting(header -> header.key())
                .containsExactly("source");
        assertThat(records("copied_to").get(1).headers().lastHeader("__value_schema_id"))
                .isNotNull();
        assertThat(fixture.rows("SELECT id FROM kaspar.copied_to")).containsExactly("7", "7");
    }

    @Test
    void refusesIdsOfAnotherRegistryThanApicurios() {
        fixture.cluster().createTopic("not_apicurio", 1);
        fixture.registry().register("not_apicurio-value", VISIT);
        String inFront = catalog("not_apicurio", Map.of("topic.not_apicurio.value.framing", "apicurio"));
        fixture.catalog(
                "framed_other",
                Map.of(
                        "topic.not_apicurio.value.framing",
                        "apicurio",
                        "topic.not_apicurio.value.framing.place",
                        "headers"));

        assertThatThrownBy(() -> fixture.sql("INSERT INTO " + inFront + " VALUES (7)"))
                .hasStackTraceContaining("set value.framing.ids to what they are told");
        assertThatThrownBy(() -> fixture.sql("INSERT INTO framed_other.not_apicurio VALUES (7)"))
                .hasStackTraceContaining("only Apicurio's registry knows schemas by such ids");
        assertThat(records("not_apicurio")).isEmpty();
    }
}
