package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code CALL recover_writes()}; what it does to which write is tested in the writer. */
@ExtendWith(SqlFixtureExtension.class)
class RecoverWritesIT {
    private final SqlFixture fixture;

    RecoverWritesIT(SqlFixture fixture) {
        this.fixture = fixture;
        fixture.catalog(
                "recovered",
                Map.of(
                        "delivery",
                        "exactly-once",
                        "decision.topic",
                        "recovered-writes",
                        "transactional.id.prefix",
                        "recovered",
                        "metadata-ttl",
                        "1ms"));
    }

    /** The transaction of a task, with a record, that nobody ends; and how a decision names it. */
    private String left(String topic, String write, int task) throws Exception {
        String id = "recovered/" + topic + "/id/named/" + write + "/" + task + "/a";
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", fixture.cluster().bootstrapServers(), "transactional.id", id),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, task, null, ("row " + task).getBytes(StandardCharsets.UTF_8)))
                .get();
        producer.close(Duration.ZERO);
        TransactionDescription now = fixture.cluster()
                .admin()
                .describeTransactions(List.of(id))
                .description(id)
                .get();
        return "{\"id\":\"" + id + "\",\"producerId\":" + now.producerId() + ",\"producerEpoch\":" + now.producerEpoch()
                + "}";
    }

    private void decide(String topic, String write, String transactions) {
        String key = "recovered/" + topic + "/id/named/" + write;
        String decision = "{\"version\":1,\"prefix\":\"recovered\",\"topic\":\"" + topic
                + "\",\"topicId\":\"id\",\"kind\":\"named\",\"write\":\"" + write
                + "\",\"epoch\":0,\"state\":\"decided\",\"at\":\"2020-01-01T00:00:00Z\",\"transactions\":["
                + transactions + "]}";
        fixture.cluster()
                .producer()
                .send(List.of(new ProducerRecord<>(
                        "recovered-writes",
                        0,
                        key.getBytes(StandardCharsets.UTF_8),
                        decision.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void finishesWhatWasDecidedAndAbortsWhatIsNamed() throws Exception {
        fixture.cluster().createTopic("to-recover", 2);
        // makes the topic of decisions
        fixture.sql("INSERT INTO recovered.`to-recover` VALUES ('before')");
        decide("to-recover", "died", left("to-recover", "died", 0) + "," + left("to-recover", "died", 1));
        String select = "SELECT value FROM recovered.`to-recover` ORDER BY value";
        assertThat(fixture.rows(select)).hasSizeLessThanOrEqualTo(1);

        assertThat(fixture.rows("CALL recovered.system.recover_writes()"))
                .containsExactly("to-recover|died|named|committed|2|null");
        assertThat(fixture.rows(select)).containsExactly("before", "row 0", "row 1");
        assertThat(fixture.rows("CALL recovered.system.recover_writes()")).isEmpty();

        left("to-recover", "gone", 0);
        assertThat(fixture.rows("CALL recovered.system.recover_writes()")).isEmpty();
        assertThat(fixture.rows("CALL recovered.system.recover_writes(write_id => 'gone')"))
                .containsExactly("to-recover|gone|named|aborted|1|null");
        assertThat(fixture.rows("CALL recovered.system.recover_writes('gone')")).isEmpty();
        fixture.sql("INSERT INTO recovered.`to-recover` VALUES ('row 2')");
        assertThat(fixture.rows(select)).containsExactly("before", "row 0", "row 1", "row 2");
    }
}
