package io.kaspar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.Orders;
import io.kaspar.bench.data.ProtobufOrders;
import io.kaspar.bench.data.RecordBatchSize;
import io.kaspar.bench.data.RecordShape;
import io.kaspar.bench.data.TopicSpec;
import io.kaspar.bench.data.Topics;
import io.kaspar.bench.data.WideRecords;
import io.kaspar.bench.limit.Limit;
import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limit gives the answers that a consumer and Avro's own reader give. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HandQueriesIT {
    private static final int RECORD_COUNT = 5_000;

    private EmbeddedKafka kafka;
    private FakeRegistry registry;
    private Topics topics;
    private Limit limit;
    private ConsumerQueries consumer;

    @BeforeAll
    void start() throws IOException {
        kafka = EmbeddedKafka.start(BrokerOptions.singleNode());
        registry = FakeRegistry.start();
        topics = new Topics(kafka.bootstrapServers(), registry.url(), line -> {});
        limit = new Limit(kafka.logDirs(1).get(0), 2);
        consumer = new ConsumerQueries(kafka.bootstrapServers());
    }

    @AfterAll
    void stop() {
        topics.close();
        registry.close();
        kafka.close();
    }

    @ParameterizedTest
    @EnumSource
    void agreesOnOrdersOfEachCodec(Codec codec) throws IOException {
        TopicSpec orders = topic(new Orders(RECORD_COUNT, 100, 1), codec, RecordBatchSize.PRODUCER_DEFAULT);

        assertThat(new Answer(limit.count(orders.topic())))
                .isEqualTo(consumer.count(orders))
                .isEqualTo(Answer.ofRowCount(RECORD_COUNT));
        assertAgreement(limit.sum(orders.topic()), consumer.sum(orders));
        assertAgreement(limit.group(orders.topic()), consumer.group(orders));
    }

    @ParameterizedTest
    @EnumSource
    void agreesOnRecordBatchesOfEachSize(RecordBatchSize size) throws IOException {
        TopicSpec orders = topic(new Orders(RECORD_COUNT, 100, 1), Codec.LZ4, size);

        assertAgreement(limit.sum(orders.topic()), consumer.sum(orders));
    }

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void agreesOnWideRecords(Codec codec) throws IOException {
        TopicSpec wide = topic(new WideRecords(1), codec, RecordBatchSize.PRODUCER_DEFAULT);

        assertAgreement(limit.wide(wide.topic()), consumer.wide(wide));
    }

    @ParameterizedTest
    @EnumSource(names = "LZ4")
    void agreesOnTheTailByTime(Codec codec) throws IOException {
        TopicSpec orders = topic(new Orders(RECORD_COUNT, 100, 1), codec, RecordBatchSize.PRODUCER_DEFAULT);
        long timestampMs = orders.timestampMs(RECORD_COUNT - 50);

        assertThat(new Answer(limit.tail(orders.topic(), timestampMs)))
                .isEqualTo(consumer.tail(orders, timestampMs))
                .isEqualTo(Answer.ofRowCount(50));
    }

    @ParameterizedTest
    @EnumSource(names = "LZ4")
    void agreesOnTheSameOrdersOfProtobuf(Codec codec) throws IOException {
        Orders orders = new Orders(RECORD_COUNT, 100, 1);
        TopicSpec avro = topic(orders, codec, RecordBatchSize.PRODUCER_DEFAULT);
        TopicSpec protobuf = topic(new ProtobufOrders(orders), codec, RecordBatchSize.PRODUCER_DEFAULT);
        Answer byAvro = consumer.group(avro);

        assertAgreement(limit.protobufGroup(protobuf.topic()), byAvro);
        assertAgreement(
                limit.amounts(protobuf.topic()),
                new Answer(byAvro.rows().stream().map(row -> row.subList(0, 3)).toList()));
    }

    private TopicSpec topic(RecordShape shape, Codec codec, RecordBatchSize size) throws IOException {
        TopicSpec topic = TopicSpec.of(shape, RECORD_COUNT, 3, codec).withBatchSize(size);
        topics.ensure(topic);
        return topic;
    }

    private static void assertAgreement(List<List<Object>> byHand, Answer byConsumer) {
        assertThat(new Answer(byHand)).matches(answer -> answer.agreesWith(byConsumer), "agrees with " + byConsumer);
    }
}
