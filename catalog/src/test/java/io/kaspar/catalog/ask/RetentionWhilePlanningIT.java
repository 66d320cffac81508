package io.kaspar.catalog.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.SharedClusters;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.locality.survey.LogDirectoryHosts;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.plan.ScanPlan;
import io.kaspar.catalog.predicate.RecordPredicate;
import io.kaspar.catalog.predicate.RecordPredicateParser;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.FieldReference;
import org.apache.spark.sql.connector.expressions.LiteralValue;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records that were there when a scan took its snapshot, and are gone when it asks for the first one of a time. */
class RetentionWhilePlanningIT {
    private static final int RECORDS = 20;
    private static final long SECOND = 1_000;

    private static TestCluster cluster;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start(TestClusterOptions.defaults());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** Twenty records, at second 100 + offset; the topic is pinned while all of them are there, then those before an offset go. */
    private ScanAsker shortened(String topic, long before) throws Exception {
        cluster.createTopic(topic, 1);
        cluster.producer()
                .send(IntStream.range(0, RECORDS)
                        .mapToObj(number -> new ProducerRecord<>(
                                topic,
                                0,
                                (100 + number) * SECOND,
                                new byte[0],
                                ("v" + number).getBytes(StandardCharsets.UTF_8)))
                        .toList());
        CatalogOptions options =
                CatalogOptions.ofCatalog(Map.of("kafka.bootstrap.servers", cluster.bootstrapServers()));
        Cluster store = new Cluster(options.cluster(), SharedClusters.ofThisJvm());
        TopicLayout layout = store.firstLayout(List.of(topic)).orElseThrow();
        ScanAsker asker = new ScanAsker(
                new PinnedTopic(store, layout),
                new SessionFacts(1, List.of(), null),
                new LogDirectoryHosts(Clock.systemUTC()),
                host -> Set.of());
        assertThat(asker.topic().snapshot(Isolation.READ_COMMITTED, Set.of(0)).range(0))
                .isEqualTo(new OffsetRange(0, RECORDS));
        cluster.admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
                .all()
                .get();
        return asker;
    }

    private static List<OffsetRange> ranges(
            ScanAsker asker, Map<String, String> settings, RecordPredicate... predicates) {
        QueryOptions query = CatalogOptions.ofCatalog(Map.of("kafka.bootstrap.servers", cluster.bootstrapServers()))
                .topic(asker.topic().topic())
                .forQuery(settings);
        ScanDemand demand = new ScanDemand(
                new StructType().add("value", DataTypes.StringType),
                List.of(),
                List.of(predicates),
                JudgedPart.WANTED_COLUMNS,
                ScanOutput.NO_LIMIT);
        ScanPlan plan = asker.plan(demand, query);
        return plan.ranges().stream()
                .flatMap(partition -> partition.ranges().stream())
                .map(TimedRange::offsets)
                .toList();
    }

    /** {@code _timestamp >=} a second. */
    private static RecordPredicate from(long second) {
        Predicate predicate = new Predicate(">=", new Expression[] {
            FieldReference.column("_timestamp"), new LiteralValue<>(second * 1_000_000, DataTypes.TimestampType)
        });
        return new RecordPredicateParser(name -> Optional.of(MetadataField.TIMESTAMP))
                .parse(predicate)
                .orElseThrow();
    }

    /** Which of the removed ones were of the time cannot be known: the scan begins where they were, and says so. */
    @Test
    void passesOverNoRecordsThatWereRemovedSinceTheSnapshot() throws Exception {
        ScanAsker asker = shortened("removed", 10);

        assertThat(ranges(asker, Map.of(), from(105))).containsExactly(new OffsetRange(0, RECORDS));
        assertThat(ranges(asker, Map.of(), from(115))).containsExactly(new OffsetRange(0, RECORDS));
        assertThat(ranges(asker, Map.of(), from(500))).containsExactly(new OffsetRange(0, RECORDS));
    }

    @Test
    void beginsAtTheTimeWhereNothingWasRemoved() throws Exception {
        ScanAsker asker = shortened("kept", 0);

        assertThat(ranges(asker, Map.of(), from(105))).containsExactly(new OffsetRange(5, RECORDS));
        assertThat(ranges(asker, Map.of(), from(500))).isEmpty();
        assertThat(ranges(asker, Map.of("startingTimestamp", "105000"))).containsExactly(new OffsetRange(5, RECORDS));
    }

    /** What is left begins with a record of the time: an earlier one may be gone. */
    @Test
    void aStartingTimeWhoseRecordsWereRemovedBeginsWhereTheyWere() throws Exception {
        ScanAsker asker = shortened("started", 10);

        assertThat(ranges(asker, Map.of("startingTimestamp", "105000"))).containsExactly(new OffsetRange(0, RECORDS));
        assertThat(ranges(asker, Map.of("startingTimestamp", "115000"))).containsExactly(new OffsetRange(15, RECORDS));
    }
}
