package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A topic that gets more partitions between queries and during one. */
@ExtendWith(SqlFixtureExtension.class)
class PartitionsAddedIT {
    private static final int BEFORE = 2;
    private static final int AFTER = 5;
    private static final int RECORDS = 100;

    private final SqlFixture fixture;

    PartitionsAddedIT(SqlFixture fixture) {
        this.fixture = fixture;
        fixture.catalog("forgetting", Map.of("metadata-ttl", "1ms"));
        fixture.catalog("remembering", Map.of("metadata-ttl", "1h"));
    }

    @Test
    void areInTheNextQuery() throws Exception {
        create("grown-between");
        assertThat(values("forgetting", "grown-between")).containsExactlyElementsOf(records(0, BEFORE));

        add("grown-between");

        assertThat(values("forgetting", "grown-between")).containsExactlyElementsOf(records(0, AFTER));
    }

    @Test
    void areInTheNextQueryAfterARefreshAsLongAsTheLayoutIsRemembered() throws Exception {
        create("grown-unseen");
        assertThat(values("remembering", "grown-unseen")).containsExactlyElementsOf(records(0, BEFORE));

        add("grown-unseen");

        assertThat(values("remembering", "grown-unseen")).containsExactlyElementsOf(records(0, BEFORE));
        fixture.sql("REFRESH TABLE remembering.`grown-unseen`");
        assertThat(values("remembering", "grown-unseen")).containsExactlyElementsOf(records(0, AFTER));
    }

    @Test
    void areNotInAQueryThatIsPlanned() throws Exception {
        create("grown-after-planning");
        Dataset<Row> rows = query("forgetting", "grown-after-planning");
        // what a plan says of itself needs its snapshot
        assertThat(rows.queryExecution().executedPlan().toString()).contains("snapshot [");

        add("grown-after-planning");

        assertThat(texts(rows.collectAsList().iterator())).containsExactlyElementsOf(records(0, BEFORE));
        assertThat(values("forgetting", "grown-after-planning")).containsExactlyElementsOf(records(0, AFTER));
    }

    /** An iterator runs a task for one partition of the topic after the other. */
    @Test
    void areNotInAQueryThatIsRunning() throws Exception {
        create("grown-meanwhile");
        Iterator<Row> rows =
                fixture.sql("SELECT value FROM forgetting.`grown-meanwhile`").toLocalIterator();
        List<String> found = new ArrayList<>(List.of(rows.next().getString(0)));

        add("grown-meanwhile");

        found.addAll(texts(rows));
        assertThat(found).containsExactlyInAnyOrderElementsOf(records(0, BEFORE));
        assertThat(values("forgetting", "grown-meanwhile")).containsExactlyElementsOf(records(0, AFTER));
    }

    private void create(String topic) {
        fixture.cluster().createTopic(topic, BEFORE);
        write(topic, 0, BEFORE);
    }

    private void add(String topic) throws Exception {
        fixture.cluster()
                .admin()
                .createPartitions(Map.of(topic, NewPartitions.increaseTo(AFTER)))
                .all()
                .get();
        Waiting.until("the new partitions of " + topic, () -> hasAll(topic));
        write(topic, BEFORE, AFTER);
    }

    private boolean hasAll(String topic) throws Exception {
        return fixture.cluster().admin().describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .allMatch(described -> described.partitions().size() == AFTER
                        && described.partitions().stream()
                                .allMatch(partition -> partition.leader() != null
                                        && !partition.leader().isEmpty()));
    }

    private void write(String topic, int firstPartition, int endPartition) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int partition = firstPartition; partition < endPartition; partition++) {
            for (String value : records(partition, partition + 1)) {
                records.add(TestProducer.text(topic, partition, null, value));
            }
        }
        fixture.cluster().producer().send(records);
    }

    private static List<String> records(int firstPartition, int endPartition) {
        return IntStream.range(firstPartition, endPartition)
                .boxed()
                .flatMap(partition -> IntStream.range(0, RECORDS).mapToObj(i -> "%d-%03d".formatted(partition, i)))
                .toList();
    }

    private Dataset<Row> query(String catalog, String topic) {
        return fixture.sql("SELECT value FROM " + catalog + ".`" + topic + "` ORDER BY value");
    }

    private List<String> values(String catalog, String topic) {
        return texts(query(catalog, topic).collectAsList().iterator());
    }

    private static List<String> texts(Iterator<Row> rows) {
        List<String> texts = new ArrayList<>();
        rows.forEachRemaining(row -> texts.add(row.getString(0)));
        return texts;
    }
}
