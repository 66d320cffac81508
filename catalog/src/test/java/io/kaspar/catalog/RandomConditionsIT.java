package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.SparkPlan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Conditions made at random: the same rows with pushdown and without, and no more bytes read. */
@ExtendWith(SqlFixtureExtension.class)
class RandomConditionsIT {
    private static final String TOPIC = "random-conditions";
    private static final int PARTITIONS = 4;
    private static final int ROUNDS = 60;
    private static final long START_MS = 1_767_225_600_000L;

    private final SqlFixture fixture;

    RandomConditionsIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    /** Some batches in each partition, times in no order, keys as Kafka's own producer lays them. */
    @BeforeAll
    static void fill(SqlFixture fixture) {
        fixture.cluster().createTopic(TOPIC, PARTITIONS);
        Random random = new Random(3);
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, 1_500)
                .mapToObj(number -> record(random.nextInt(14), START_MS + 1000L * random.nextInt(40), number))
                .toList();
        fixture.cluster()
                .producer()
                .send(
                        records.subList(0, 1_400),
                        Map.of("batch.size", 2000, "linger.ms", 0, "max.in.flight.requests.per.connection", 1));
        fixture.cluster().producer().sendCommitted("random-a", records.subList(1_400, 1_460));
        fixture.cluster().producer().sendAborted("random-b", records.subList(1_460, 1_500));
        fixture.catalog("random", Map.of("topic." + TOPIC + ".partitioner", "murmur2"));
        fixture.catalog("random_text", Map.of("topic." + TOPIC + ".key.format", "string"));
    }

    @SuppressWarnings("NullAway") // Kafka's classes say nothing of null, and take it for keys
    private static ProducerRecord<byte[], byte[]> record(int key, long timestampMs, int number) {
        return new ProducerRecord<>(
                TOPIC, null, timestampMs, keyBytes(key), ("v" + number).getBytes(StandardCharsets.UTF_8));
    }

    private static byte @Nullable [] keyBytes(int key) {
        return switch (key) {
            case 12 -> null;
            case 13 -> new byte[0];
            default -> ("k" + key).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Makes conditions in SQL. */
    private record Conditions(Random random) {
        String next(int depth) {
            return switch (depth == 0 ? 3 + random.nextInt(9) : random.nextInt(12)) {
                case 0 -> "(" + next(depth - 1) + " AND " + next(depth - 1) + ")";
                case 1 -> "(" + next(depth - 1) + " OR " + next(depth - 1) + ")";
                case 2 -> "NOT (" + next(depth - 1) + ")";
                case 3 -> "_partition " + comparison() + " " + random.nextInt(PARTITIONS + 1);
                case 4 -> "_partition " + in(() -> String.valueOf(random.nextInt(PARTITIONS + 1)));
                case 5 -> "_offset " + comparison() + " " + random.nextInt(450);
                case 6 -> "_timestamp " + comparison() + " " + time();
                case 7 -> random.nextBoolean() ? "length(value) = 3" : "value LIKE 'v1%'";
                case 8 -> "_key " + in(this::key);
                case 9 -> "_key IS " + (random.nextBoolean() ? "NOT " : "") + "NULL";
                default -> "_key " + (random.nextInt(4) == 0 ? comparison() : "=") + " " + key();
            };
        }

        private String comparison() {
            return List.of("=", "<>", "<", "<=", ">", ">=", "<=>").get(random.nextInt(7));
        }

        private String in(java.util.function.Supplier<String> element) {
            String elements = IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(index -> random.nextInt(8) == 0 ? "NULL" : element.get())
                    .collect(Collectors.joining(", "));
            return (random.nextInt(3) == 0 ? "NOT IN (" : "IN (") + elements + ")";
        }

        private String key() {
            int key = random.nextInt(15);
            return key < 13 ? "'k" + key + "'" : key == 13 ? "''" : "NULL";
        }

        private String time() {
            return "timestamp_millis(" + (START_MS + 500L * random.nextInt(84)) + ")";
        }
    }

    private record Answer(List<String> rows, long bytes) {}

    private Answer answer(String catalog, String options, String rest) {
        Dataset<Row> rows = fixture.sql("SELECT _partition, _offset, _key, value FROM " + catalog + ".`" + TOPIC + "`"
                + options + " WHERE " + rest);
        List<String> found =
                rows.collectAsList().stream().map(Row::toString).sorted().toList();
        return new Answer(found, bytes(rows.queryExecution().executedPlan()));
    }

    private static long bytes(SparkPlan plan) {
        long bytes = 0;
        for (SparkPlan leaf : CollectionConverters.asJava(plan.collectLeaves())) {
            for (String name : List.of("kasparLocalBytes", "kasparNetworkBytes")) {
                Option<org.apache.spark.sql.execution.metric.SQLMetric> metric =
                        leaf.metrics().get(name);
                bytes += metric.isDefined() ? metric.get().value() : 0;
            }
        }
        return bytes;
    }

    @Test
    void givesTheSameRowsAndReadsNoMore() {
        long seed = Long.getLong("kaspar.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Conditions conditions = new Conditions(new Random(seed));
        List<String> lessByKey = new ArrayList<>();

        for (int round = 0; round < ROUNDS; round++) {
            String condition = conditions.next(round % 4);
            Answer everything = answer("random", " WITH ('pushdown' = 'off')", condition);
            Answer anywhere = answer("kaspar", "", condition);
            Answer placed = answer("random", "", condition);
            Answer text = answer("random_text", "", condition);

            for (Answer pushed : List.of(anywhere, placed, text)) {
                assertThat(pushed.rows()).as("seed %d: %s", seed, condition).isEqualTo(everything.rows());
                assertThat(pushed.bytes())
                        .as("seed %d, bytes: %s", seed, condition)
                        .isLessThanOrEqualTo(everything.bytes());
            }
            if (placed.bytes() < anywhere.bytes()) {
                lessByKey.add(condition);
            }
        }
        assertThat(lessByKey).as("seed %d", seed).isNotEmpty();
    }
}
