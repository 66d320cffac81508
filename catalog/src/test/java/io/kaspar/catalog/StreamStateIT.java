package io.kaspar.catalog;

import static io.kaspar.catalog.NumberedTexts.sorted;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.StreamRuns.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Spark keeps for a stream between micro-batches, over topics. Each query is stopped and started again from its checkpoint, and its
 * rows are compared with what is computed here of the events that were sent.
 */
@ExtendWith(SqlFixtureExtension.class)
class StreamStateIT {
    private static final long BEGIN_MS = 1_700_000_000_000L - 1_700_000_000_000L % 60_000;
    private static final int RUNS = 3;
    private static final int BATCH = 20;
    private static final long DELAY_MS = 20_000;
    private static final long WINDOW_MS = 10_000;
    private static final String SCHEMA = "id INT, k STRING, at TIMESTAMP";

    private final SqlFixture fixture;

    @TempDir
    Path folder = Path.of("");

    StreamStateIT(SqlFixture fixture) {
        this.fixture = fixture;
        Map<String, String> settings = new HashMap<>(Map.of("metadata-ttl", "1ms"));
        for (String topic : List.of(
                "state-late-at",
                "state-late-_timestamp",
                "state-twice",
                "state-inner-orders",
                "state-inner-payments",
                "state-left_outer-orders",
                "state-left_outer-payments",
                "state-clicks",
                "state-people",
                "state-self")) {
            settings.put("topic." + topic + ".value.format", "json");
            settings.put("topic." + topic + ".value.schema", SCHEMA);
        }
        fixture.catalog("states", settings);
    }

    /**
     * @param atMs its time by the field
     * @param sentMs its time by the record
     */
    private record Event(int id, String key, long atMs, long sentMs) {
        static Event of(int id, String key, long atMs) {
            return new Event(id, key, atMs, atMs);
        }
    }

    private void send(String topic, List<Event> events) {
        fixture.cluster()
                .producer()
                .send(events.stream()
                        .map(event ->
                                new ProducerRecord<>(topic, 0, event.sentMs, bytes(event.key), bytes(json(event))))
                        .toList());
    }

    private static String json(Event event) {
        return "{\"id\":" + event.id + ",\"k\":\"" + event.key + "\",\"at\":\"" + new Timestamp(event.atMs).toInstant()
                + "\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Dataset<Row> stream(String topic) {
        return fixture.spark()
                .readStream()
                .option("startingOffsets", "earliest")
                .option("maxOffsetsPerTrigger", BATCH)
                .table("states.`" + topic + "`");
    }

    private Run run(Dataset<Row> rows, String checkpoint) throws Exception {
        return new StreamRuns(folder).run(rows, checkpoint);
    }

    /** Events whose times go on, and back at times by more than the delay; the other time of each is of no use. */
    private static List<Event> unordered(Random random, int count, String time) {
        List<Event> events = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            long timeMs = BEGIN_MS + id * 1_000L - random.nextInt(random.nextInt(5) == 0 ? 90_000 : 15_000);
            long other = random.nextInt(1_000_000_000);
            String key = "k" + random.nextInt(count / 3);
            events.add(time.equals("at") ? new Event(id, key, timeMs, other) : new Event(id, key, other, timeMs));
        }
        return events;
    }

    /** How Spark moves the watermark of one stream, which is of the micro-batches before. */
    private static final class Watermark {
        private final ToLongFunction<Event> time;
        private long lateMs;
        private long passedMs;
        private long newestMs;

        Watermark(ToLongFunction<Event> time) {
            this.time = time;
        }

        /** For the next micro-batch; false when nothing moves. */
        boolean move() {
            long nextMs = Math.max(passedMs, newestMs - DELAY_MS);
            boolean hasMoved = nextMs > passedMs;
            lateMs = passedMs;
            passedMs = nextMs;
            return hasMoved;
        }

        void see(Event event) {
            newestMs = Math.max(newestMs, time.applyAsLong(event));
        }
    }

    private static List<List<Event>> batches(List<Event> events) {
        List<List<Event>> batches = new ArrayList<>();
        for (int from = 0; from < events.size(); from += BATCH) {
            batches.add(events.subList(from, Math.min(events.size(), from + BATCH)));
        }
        batches.add(List.of());
        return batches;
    }

    @ParameterizedTest
    @ValueSource(strings = {"at", "_timestamp"})
    void windowsLeaveOutWhatIsLate(String time) throws Exception {
        String topic = "state-late-" + time;
        fixture.cluster().createTopic(topic, 1);
        ToLongFunction<Event> timeMs = time.equals("at") ? Event::atMs : Event::sentMs;
        Dataset<Row> counts = stream(topic)
                .select(col("id"), col(time))
                .withWatermark(time, DELAY_MS + " milliseconds")
                .groupBy(window(col(time), WINDOW_MS + " milliseconds"))
                .count()
                .selectExpr("unix_millis(window.start)", "count");
        List<Event> events = unordered(new Random(5), 120, time);
        Watermark watermark = new Watermark(timeMs);
        Map<Long, Integer> open = new TreeMap<>();
        int late = 0;
        for (int number = 0; number < RUNS; number++) {
            List<Event> some = events.subList(events.size() / RUNS * number, events.size() / RUNS * (number + 1));
            send(topic, some);

            Run run = run(counts, topic);

            List<String> expected = new ArrayList<>();
            for (List<Event> batch : batches(some)) {
                watermark.move();
                for (Event event : batch) {
                    watermark.see(event);
                    long start = Math.floorDiv(timeMs.applyAsLong(event), WINDOW_MS) * WINDOW_MS;
                    if (start + WINDOW_MS > watermark.lateMs) {
                        open.merge(start, 1, Integer::sum);
                    } else {
                        late++;
                    }
                }
                open.entrySet()
                        .removeIf(entry -> entry.getKey() + WINDOW_MS <= watermark.passedMs
                                && expected.add(entry.getKey() + "|" + entry.getValue()));
            }
            assertThat(sorted(run.rows())).as("run %s", number).isEqualTo(sorted(expected));
            assertThat(expected).isNotEmpty();
        }
        assertThat(late).isGreaterThan(3);
    }

    @Test
    void duplicatesWithinAWatermarkAreLeftOut() throws Exception {
        fixture.cluster().createTopic("state-twice", 1);
        Dataset<Row> once = stream("state-twice")
                .select("id", "k", "at")
                .withWatermark("at", DELAY_MS + " milliseconds")
                .dropDuplicatesWithinWatermark(new String[] {"k"})
                .selectExpr("id", "k");
        List<Event> events = unordered(new Random(8), 180, "at");
        Watermark watermark = new Watermark(Event::atMs);
        Map<String, Long> untilMs = new HashMap<>();
        int twice = 0;
        Set<String> keys = new HashSet<>();
        int again = 0;
        for (int number = 0; number < RUNS; number++) {
            List<Event> some = events.subList(events.size() / RUNS * number, events.size() / RUNS * (number + 1));
            send("state-twice", some);

            Run run = run(once, "twice");

            List<String> expected = new ArrayList<>();
            for (List<Event> batch : batches(some)) {
                watermark.move();
                for (Event event : batch) {
                    watermark.see(event);
                    boolean isLate = event.atMs <= watermark.lateMs;
                    if (!isLate && untilMs.containsKey(event.key)) {
                        twice++;
                    } else if (!isLate) {
                        untilMs.put(event.key, event.atMs + DELAY_MS);
                        expected.add(event.id + "|" + event.key);
                        again += keys.add(event.key) ? 0 : 1;
                    }
                }
                untilMs.values().removeIf(until -> until <= watermark.passedMs);
            }
            assertThat(sorted(run.rows())).as("run %s", number).isEqualTo(sorted(expected));
        }
        assertThat(twice).as("duplicates").isGreaterThan(5);
        assertThat(again).as("forgotten and new").isGreaterThan(5);
    }

    /** Orders whose payments come up to two runs later, and some never; the last run ends with what lets all that is open go. */
    @ParameterizedTest
    @ValueSource(strings = {"inner", "left_outer"})
    void streamsAreJoined(String kind) throws Exception {
        String orders = "state-" + kind + "-orders";
        String payments = "state-" + kind + "-payments";
        fixture.cluster().createTopic(orders, 1);
        fixture.cluster().createTopic(payments, 1);
        Dataset<Row> joined = joined(
                stream(orders).selectExpr("id", "at").withWatermark("at", "1 minute"),
                stream(payments).selectExpr("id AS paid_id", "at AS paid_at").withWatermark("paid_at", "2 minutes"),
                kind);
        Random random = new Random(13);
        List<Event> allOrders = new ArrayList<>();
        List<Event> allPayments = new ArrayList<>();
        List<Event> unpaid = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (int number = 0; number < RUNS; number++) {
            List<Event> newOrders = new ArrayList<>();
            List<Event> newPayments = new ArrayList<>(unpaid);
            unpaid.clear();
            for (int i = 0; i < 36; i++) {
                int id = number * 36 + i;
                Event order = Event.of(id, "o", BEGIN_MS + id * 1_000L);
                newOrders.add(order);
                Event payment = Event.of(id, "p", order.atMs + random.nextInt(80_000));
                switch (random.nextInt(3)) {
                    case 0 -> newPayments.add(payment);
                    case 1 -> unpaid.add(payment);
                    default -> {
                        // is never paid
                    }
                }
            }
            if (number == RUNS - 1) {
                newOrders.add(Event.of(-1, "last", BEGIN_MS + 3_600_000));
                newPayments.add(Event.of(-2, "last", BEGIN_MS + 3_600_000));
            }
            send(orders, newOrders);
            send(payments, newPayments);
            allOrders.addAll(newOrders);
            allPayments.addAll(newPayments);

            found.addAll(run(joined, orders).rows());
        }

        Dataset<Row> expected = joined(
                        produced(allOrders).selectExpr("id", "at"),
                        produced(allPayments).selectExpr("id AS paid_id", "at AS paid_at"),
                        kind)
                .where("id >= 0");
        assertThat(sorted(found)).hasSizeGreaterThan(30).isEqualTo(texts(expected));
        assertThat(found.stream().anyMatch(row -> row.endsWith("null"))).isEqualTo(!kind.equals("inner"));
    }

    private static Dataset<Row> joined(Dataset<Row> orders, Dataset<Row> payments, String kind) {
        return orders.join(payments, expr("id = paid_id AND paid_at >= at AND paid_at <= at + INTERVAL 1 MINUTE"), kind)
                .selectExpr("id", "unix_millis(at)", "unix_millis(paid_at)");
    }

    private Dataset<Row> produced(List<Event> events) {
        return fixture.spark()
                .createDataFrame(
                        events.stream()
                                .map(event -> RowFactory.create(event.id, event.key, new Timestamp(event.atMs)))
                                .toList(),
                        StructType.fromDDL(SCHEMA));
    }

    private static List<String> texts(Dataset<Row> rows) {
        return sorted(
                rows.collectAsList().stream().map(row -> row.mkString("|")).toList());
    }

    /** The table beside the stream is read for each micro-batch, so people who came since are there. */
    @Test
    void aStreamIsJoinedWithATable() throws Exception {
        fixture.cluster().createTopic("state-clicks", 1);
        fixture.cluster().createTopic("state-people", 1);
        Dataset<Row> joined = stream("state-clicks")
                .selectExpr("id AS click", "k")
                .join(fixture.spark().table("states.`state-people`").selectExpr("id AS person", "k"), "k")
                .select("click", "person");
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (int number = 0; number < RUNS; number++) {
            send("state-people", List.of(Event.of(number, "k" + number, BEGIN_MS)));
            List<Event> clicks = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                int id = 30 * number + i;
                int key = i % (RUNS + 1);
                clicks.add(Event.of(id, "k" + key, BEGIN_MS));
                if (key <= number) {
                    expected.add(id + "|" + key);
                }
            }
            send("state-clicks", clicks);

            found.addAll(run(joined, "clicks").rows());
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Spark reads it once where it needs no second name for any of its columns. */
    @Test
    void aStreamIsJoinedWithItself() throws Exception {
        fixture.cluster().createTopic("state-self", 1);
        Dataset<Row> events = stream("state-self");
        Dataset<Row> joined = events.selectExpr("id AS one", "k AS one_k")
                .join(events.selectExpr("id AS other", "k AS other_k"), expr("one_k = other_k AND one < other"))
                .select("one", "other");
        List<Event> sent = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (int number = 0; number < RUNS; number++) {
            List<Event> some = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                some.add(Event.of(30 * number + i, "k" + i, BEGIN_MS));
            }
            sent.addAll(some);
            send("state-self", some);

            Run run = run(joined, "self");

            found.addAll(run.rows());
            assertThat(run.progress().stream().mapToInt(progress -> progress.sources().length))
                    .as("sources of each micro-batch")
                    .containsOnly(1);
            assertThat(run.progress().stream().mapToLong(progress -> progress.numInputRows()))
                    .as("rows, each once")
                    .startsWith(20L, 10L);
        }

        List<String> expected = new ArrayList<>();
        for (Event one : sent) {
            for (Event other : sent) {
                if (one.key.equals(other.key) && one.id < other.id) {
                    expected.add(one.id + "|" + other.id);
                }
            }
        }
        assertThat(found).hasSize(90).containsExactlyInAnyOrderElementsOf(expected);
    }
}
