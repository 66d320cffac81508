package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestProducer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A snapshot belongs to an execution: the next one sees what came, and all references of one see the same. */
@ExtendWith(SqlFixtureExtension.class)
class SnapshotIT {
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private final SqlFixture fixture;
    private final String topic = "snapshot" + TOPICS.incrementAndGet();
    private int sent;

    SnapshotIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void fill() {
        fixture.cluster().createTopic(topic, 1);
        send(2);
    }

    private void send(int count) {
        fixture.cluster()
                .producer()
                .send(IntStream.range(sent, sent + count)
                        .mapToObj(id -> TestProducer.text(topic, 0, null, "v" + id))
                        .toList());
        sent += count;
    }

    private void deleteBefore(long offset) throws Exception {
        fixture.cluster()
                .admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    private Dataset<Row> load() {
        return load(Map.of());
    }

    private Dataset<Row> load(Map<String, String> options) {
        return fixture.spark()
                .read()
                .format("kaspar")
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .options(options)
                .load(topic);
    }

    private String view(String name) {
        fixture.sql("CREATE OR REPLACE TEMPORARY VIEW " + name + " USING kaspar OPTIONS (path '" + topic
                + "', `kafka.bootstrap.servers` '" + fixture.cluster().bootstrapServers() + "')");
        return name;
    }

    @Test
    void aLoadedDataFrameSeesWhatCameSince() {
        Dataset<Row> loaded = load();
        assertThat(loaded.count()).isEqualTo(2);

        send(3);

        assertThat(loaded.count()).isEqualTo(5);
        assertThat(loaded.where("_offset >= 4").select("value").collectAsList().toString())
                .isEqualTo("[[v4]]");
    }

    @Test
    void aTemporaryViewSeesWhatCameSince() {
        String view = view("held_view");
        assertThat(fixture.value("SELECT count(*) FROM " + view)).isEqualTo(2L);

        send(3);

        assertThat(fixture.value("SELECT count(*) FROM " + view)).isEqualTo(5L);
    }

    @Test
    void aHeldTableOfACatalogSeesWhatCameSince() {
        Dataset<Row> table = fixture.spark().table("kaspar." + topic);
        assertThat(table.count()).isEqualTo(2);

        send(3);

        assertThat(table.count()).isEqualTo(5);
    }

    /** One Dataset has one plan, which Spark makes once, and a plan has one snapshot, as Spark's own connector does it. */
    @Test
    void oneDatasetThatIsCollectedTwiceIsOneExecution() {
        Dataset<Row> selected = load().select("value");
        assertThat(selected.collectAsList()).hasSize(2);

        send(3);

        assertThat(selected.collectAsList()).hasSize(2);
        assertThat(selected.select("value").collectAsList()).hasSize(5);
    }

    @Test
    void noDataIsLostForAQueryThatComesAfterRetention() throws Exception {
        Dataset<Row> loaded = load();
        String view = view("trimmed_view");
        assertThat(loaded.count()).isEqualTo(2);
        assertThat(fixture.value("SELECT count(*) FROM " + view)).isEqualTo(2L);

        send(3);
        deleteBefore(4);

        assertThat(loaded.count()).isEqualTo(1);
        assertThat(fixture.rows("SELECT value FROM " + view)).containsExactly("v4");
        assertThat(loaded.select("value").collectAsList()).hasSize(1);
    }

    @Test
    void anExplainedQueryAndTheQueryAreTwoExecutions() {
        String view = view("explained_view");
        assertThat(fixture.plan("SELECT value FROM " + view)).contains("snapshot [0:0-2]");

        send(3);

        assertThat(fixture.plan("SELECT value FROM " + view)).contains("snapshot [0:0-5]");
        assertThat(fixture.rows("SELECT value FROM " + view)).hasSize(5);
    }

    @Test
    void aCachedDataFrameStaysAsItWas() {
        Dataset<Row> cached = load().select("value").cache();
        assertThat(cached.count()).isEqualTo(2);

        send(3);

        assertThat(cached.count()).isEqualTo(2);
        assertThat(cached.where("value = 'v4'").count()).isZero();
        assertThat(load().select("value").count()).isEqualTo(5);
        cached.unpersist(true);
        assertThat(cached.count()).isEqualTo(5);
    }

    @Test
    void aCachedTableStaysAsItWasUntilItIsRefreshed() throws Exception {
        String table = "kaspar." + topic;
        fixture.sql("CACHE TABLE " + table);
        assertThat(fixture.value("SELECT count(*) FROM " + table)).isEqualTo(2L);

        send(3);

        assertThat(fixture.value("SELECT count(*) FROM " + table)).isEqualTo(2L);
        // not in the cache, and so read anew each time
        assertThat(fixture.value("SELECT max(_offset) FROM " + table)).isEqualTo(4L);
        assertThat(fixture.value("SELECT count(*) FROM " + table + " WITH ('isolation' = 'read_uncommitted')"))
                .isEqualTo(5L);
        send(1);
        deleteBefore(5);
        assertThat(fixture.value("SELECT max(_offset) FROM " + table)).isEqualTo(5L);
        assertThat(fixture.rows("SELECT _offset, value FROM " + table)).containsExactly("5|v5");
        assertThat(fixture.value("SELECT count(*) FROM " + table + " WITH ('isolation' = 'read_uncommitted')"))
                .isEqualTo(1L);
        assertThat(fixture.value("SELECT count(*) FROM " + table)).isEqualTo(2L);
        fixture.sql("REFRESH TABLE " + table);
        assertThat(fixture.value("SELECT count(*) FROM " + table)).isEqualTo(1L);
        send(1);
        fixture.sql("UNCACHE TABLE " + table);
        assertThat(fixture.value("SELECT count(*) FROM " + table)).isEqualTo(2L);
    }

    @Test
    void topicsThatDifferInCaseAreNeverReadOneForTheOther() {
        String upper = topic.toUpperCase(Locale.ROOT);
        fixture.cluster().createTopic(upper, 1);
        fixture.cluster().producer().send(List.of(TestProducer.text(upper, 0, null, "UPPER")));
        fixture.sql("CACHE TABLE kaspar." + topic);
        fixture.sql("CACHE TABLE kaspar." + upper);
        assertThat(fixture.rows("SELECT value FROM kaspar." + topic)).containsExactly("v0", "v1");
        assertThat(fixture.rows("SELECT value FROM kaspar." + upper)).containsExactly("UPPER");
        fixture.spark().conf().set("spark.sql.caseSensitive", "true");
        try {
            send(1);
            assertThat(fixture.rows("SELECT value FROM kaspar." + topic)).containsExactly("v0", "v1");
            assertThat(fixture.rows("SELECT value FROM kaspar." + upper)).containsExactly("UPPER");
            fixture.sql("UNCACHE TABLE kaspar." + upper);
            assertThat(fixture.rows("SELECT value FROM kaspar." + topic)).containsExactly("v0", "v1");
            fixture.sql("UNCACHE TABLE kaspar." + topic);
            assertThat(fixture.rows("SELECT value FROM kaspar." + topic)).containsExactly("v0", "v1", "v2");
        } finally {
            fixture.spark().conf().unset("spark.sql.caseSensitive");
        }
    }

    @Test
    void aTopicThatWasMadeAgainIsNotReadForTheOldOne() throws Exception {
        Dataset<Row> loaded = load(Map.of("metadata-ttl", "1ms"));
        assertThat(loaded.count()).isEqualTo(2);
        fixture.cluster().admin().deleteTopics(List.of(topic)).all().get();

        assertThatThrownBy(loaded::count).hasMessageContaining("was deleted");

        awaitNoTopic();
        fixture.cluster().createTopic(topic, 1);
        assertThatThrownBy(loaded::count)
                .hasMessageContaining("deleted and created again")
                .hasMessageContaining("make the DataFrame or view again");
        assertThat(load(Map.of("metadata-ttl", "1ms")).count()).isZero();
    }

    private void awaitNoTopic() throws Exception {
        while (fixture.cluster().admin().listTopics().names().get().contains(topic)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aTableOfTheSessionsCatalogSeesWhatCameSince() throws Exception {
        fixture.sql("CREATE TABLE held_table USING kaspar OPTIONS (topic '" + topic + "', `kafka.bootstrap.servers` '"
                + fixture.cluster().bootstrapServers() + "')");
        try {
            Dataset<Row> held = fixture.spark().table("held_table");
            assertThat(held.count()).isEqualTo(2);

            send(3);
            assertThat(held.count()).isEqualTo(5);
            assertThat(fixture.value("SELECT count(*) FROM held_table")).isEqualTo(5L);

            deleteBefore(4);
            assertThat(held.select("value").collectAsList().toString()).isEqualTo("[[v4]]");
            assertThat(fixture.rows("SELECT value FROM held_table")).containsExactly("v4");
        } finally {
            fixture.sql("DROP TABLE held_table");
        }
    }
}
