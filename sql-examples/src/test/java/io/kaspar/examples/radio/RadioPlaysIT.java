package io.kaspar.examples.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.examples.SampleSessions;
import io.kaspar.examples.run.ExampleCluster;
import io.kaspar.shell.SampleSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example of radios' plays, with a Cassandra: totals are right however the streams are stopped and started again. */
@ExtendWith(SampleSessions.class)
final class RadioPlaysIT {
    private static final String ARTIST = "Can";
    private static final int PARTITIONS = 3;
    private static final int ROWS = 150;

    private static CassandraProcess cassandra;

    private final SampleSession samples;
    private final SparkSession spark;
    private final List<RadioPlay> written = new ArrayList<>();
    private int reports;

    @TempDir
    Path folder;

    RadioPlaysIT(SampleSession samples) {
        this.samples = samples;
        this.spark = samples.spark().newSession();
    }

    /** It starts while the brokers and Spark do. */
    @BeforeAll
    static void startCassandra() throws IOException {
        cassandra = CassandraProcess.start();
    }

    @AfterAll
    static void close() throws Exception {
        TotalWriter.disconnect();
        cassandra.close();
    }

    @Test
    void totalsAreRightHoweverStreamsStartAgain() throws Exception {
        ExampleCluster.createTopics(samples.bootstrapServers(), PARTITIONS, RadioStreams.TOPIC);
        ExampleCluster.connect(spark, samples.bootstrapServers());
        spark.conf().set("spark.sql.shuffle.partitions", "2");
        // Of several sessions, Spark takes the active one's settings for a catalog that writeStream.toTable names
        // first.
        SparkSession.setActiveSession(spark);
        RadioStreams streams = new RadioStreams(spark, folder.resolve("checkpoints"), ARTIST);
        InetSocketAddress address = cassandra.await();
        try (PlayDatabase database = PlayDatabase.open(address);
                Admin admin = Admin.create(Map.of("bootstrap.servers", samples.bootstrapServers()))) {
            TopicOffsets beginning = TopicOffsets.earliest(RadioStreams.TOPIC, PARTITIONS);
            PlayCounter counter = new PlayCounter(database, ARTIST, beginning);

            publish(streams, 2);
            assertThat(lag(streams, beginning)).isEqualTo(2 * ROWS);
            end(streams.count(counter, "count", beginning.json()));
            end(streams.sumUp(address));
            end(streams.keep(folder.resolve("plays")));
            assertTotals(database);
            assertThat(lag(streams, database.offsets(ARTIST).orElseThrow())).isZero();

            // From the checkpoints.
            publish(streams, 1);
            assertThat(lag(streams, database.offsets(ARTIST).orElseThrow())).isEqualTo(ROWS);
            end(streams.count(counter, "count", beginning.json()));
            end(streams.sumUp(address));
            end(streams.keep(folder.resolve("plays")));
            assertTotals(database);

            // The micro-batch comes once more, as after a crash between the database and the checkpoint.
            forgetNewest(folder.resolve("checkpoints/count/commits"));
            end(streams.count(counter, "count", beginning.json()));
            assertThat(database.counted(ARTIST)).isEqualTo(totals(written));

            // Without a checkpoint, from what the database has counted.
            publish(streams, 1);
            String counted = database.offsets(ARTIST).orElseThrow().json();
            StreamingQuery anew = streams.count(counter, "count-anew", counted);
            end(anew);
            assertThat(database.counted(ARTIST)).isEqualTo(totals(written));
            assertThat(Stream.of(anew.recentProgress())
                            .mapToLong(progress -> progress.numInputRows())
                            .sum())
                    .as("only what is new is read")
                    .isEqualTo(ROWS);
            assertThat(lag(streams, database.offsets(ARTIST).orElseThrow())).isZero();

            assertThatThrownBy(() -> database.add(ARTIST, List.of(), Optional.of(beginning), beginning))
                    .hasMessageContaining("another program");
            SparkSession.clearActiveSession();
            admin.deleteTopics(List.of(RadioStreams.TOPIC)).all().get();
        }
    }

    private void publish(RadioStreams streams, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            List<RadioPlay> rows = PlayFiles.rows(++reports, ROWS);
            PlayFiles.write(spark, folder.resolve("reports"), rows);
            written.addAll(rows);
        }
        StreamingQuery query = streams.publish(folder.resolve("reports"));
        end(query);
        assertThat(Stream.of(query.recentProgress()).map(progress -> progress.numInputRows()))
                .as("file by file")
                .containsOnly((long) ROWS);
    }

    private static void end(StreamingQuery query) throws Exception {
        query.awaitTermination();
    }

    private static long lag(RadioStreams streams, TopicOffsets counted) {
        return streams.monitor(counted).collectAsList().stream()
                .mapToLong(row -> row.getLong(3))
                .sum();
    }

    private void assertTotals(PlayDatabase database) {
        Map<String, Long> expected = totals(written);
        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(database.counted(ARTIST)).as("by hand").isEqualTo(expected);
        assertThat(database.totals(ARTIST)).as("by the typed sink").isEqualTo(expected);
        Map<String, Long> kept = new TreeMap<>();
        for (Row row : spark.read()
                .schema("radio STRING, title STRING, plays BIGINT")
                .json(folder.resolve("plays").toUri().toString())
                .collectAsList()) {
            kept.merge(PlayDatabase.key(row.getAs("radio"), row.getAs("title")), row.<Long>getAs("plays"), Long::sum);
        }
        assertThat(kept).as("in files").isEqualTo(expected);
    }

    private static Map<String, Long> totals(List<RadioPlay> plays) {
        Map<String, Long> totals = new TreeMap<>();
        for (RadioPlay play : plays) {
            if (play.getArtist().equals(ARTIST)) {
                totals.merge(PlayDatabase.key(play.getRadio(), play.getTitle()), play.getPlays(), Long::sum);
            }
        }
        return totals;
    }

    private static void forgetNewest(Path commits) throws IOException {
        try (Stream<Path> files = Files.list(commits)) {
            Path newest = files.filter(file -> file.getFileName().toString().matches("\\d+"))
                    .max(Comparator.comparingInt(
                            file -> Integer.parseInt(file.getFileName().toString())))
                    .orElseThrow();
            Files.delete(newest);
            Files.delete(newest.resolveSibling("." + newest.getFileName() + ".crc"));
        }
    }
}
