package io.kaspar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.shell.RunningScript;
import io.kaspar.shell.SampleSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs each example of {@code streams/} over a topic that grows meanwhile, and counts what it should give from what was written. */
@ExtendWith(SampleSessions.class)
final class StreamExamplesIT {
    private static final int PARTITIONS = 3;
    private static final int WINDOW_SECONDS = 5;
    private static final int BEST = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final DateTimeFormatter SINCE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final long seed = Long.getLong("kaspar.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final SampleSession samples;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;
    private final List<String> topics = new ArrayList<>();
    private final List<RunningScript> scripts = new ArrayList<>();

    @TempDir
    Path folder;

    /** A line of a topic. */
    private record Line(Instant time, String text) {}

    /** What a request was. */
    private record Request(String method, String endpoint) {}

    StreamExamplesIT(SampleSession samples) {
        this.samples = samples;
        this.admin = Admin.create(Map.of("bootstrap.servers", samples.bootstrapServers()));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", samples.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer());
    }

    @BeforeEach
    void saySeed() {
        System.out.println("kaspar.seed=" + seed);
    }

    @AfterEach
    void close() throws Exception {
        for (RunningScript script : scripts) {
            script.stop();
            var unused = script.await();
        }
        producer.close();
        admin.deleteTopics(topics).all().get();
        admin.close();
    }

    @Test
    void countsLinesInWindowsOfFiveSeconds() throws Exception {
        create("readings");
        List<Line> lines = readings(START, 400, Duration.ofSeconds(60));
        send("readings", lines.subList(0, 150));
        RunningScript script = start("01-five-second-windows.sql", "readings", "readings");
        send("readings", lines.subList(150, 400));
        // The watermark passes all windows of the minute; the window of this line is never passed.
        send("readings", List.of(new Line(START.plusSeconds(120), "kitchen:1000")));

        List<String> expected = windows(lines);
        awaitOutput(script, rows -> sorted(rows).equals(expected), "the windows of a minute");
        send("readings", List.of(new Line(START, "kitchen:1"), new Line(START.plusSeconds(500), "attic:1")));
        List<String> oneMore = new ArrayList<>(expected);
        oneMore.add(SINCE.format(START.plusSeconds(120)) + ",kitchen,1,1000");
        awaitOutput(
                script, rows -> sorted(rows).equals(oneMore), "the window behind them, without the line that is late");
        stop(script);
    }

    private List<Line> readings(Instant from, int count, Duration within) {
        List<String> keys = List.of("kitchen", "attic", "cellar");
        return IntStream.range(0, count)
                .mapToObj(number -> new Line(
                        from.plusMillis(within.toMillis() * number / count),
                        keys.get(random.nextInt(keys.size())) + ":" + random.nextInt(100)))
                .toList();
    }

    private static List<String> windows(List<Line> lines) {
        Map<String, int[]> totals = new HashMap<>();
        for (Line line : lines) {
            String[] parts = line.text().split(":", 2);
            long second = line.time().getEpochSecond();
            Instant since = Instant.ofEpochSecond(second - second % WINDOW_SECONDS);
            int[] total = totals.computeIfAbsent(SINCE.format(since) + "," + parts[0], key -> new int[2]);
            total[0]++;
            total[1] += Integer.parseInt(parts[1]);
        }
        return totals.entrySet().stream()
                .map(entry -> entry.getKey() + "," + entry.getValue()[0] + "," + entry.getValue()[1])
                .sorted()
                .toList();
    }

    @Test
    void countsWords() throws Exception {
        create("example-lines");
        List<Line> lines = requests(500);
        send("example-lines", lines.subList(0, 200));
        RunningScript script = start("02-word-count.sql", "web_logs", "example-lines");
        Map<String, Integer> first = words(lines.subList(0, 200));
        awaitOutput(script, rows -> newest(rows).equals(first), "the words of the first lines");
        send("example-lines", lines.subList(200, 500));

        Map<String, Integer> all = words(lines);
        awaitOutput(script, rows -> newest(rows).equals(all), "the words of all lines");
        stop(script);
    }

    /** The last count of each word. */
    private static Map<String, Integer> newest(List<String> rows) {
        Map<String, Integer> newest = new HashMap<>();
        for (String row : rows) {
            String[] cells = row.split(",", 2);
            newest.put(cells[0], Integer.valueOf(cells[1]));
        }
        return newest;
    }

    private static Map<String, Integer> words(List<Line> lines) {
        Map<String, Integer> counts = new HashMap<>();
        for (Line line : lines) {
            StringBuilder word = new StringBuilder();
            for (char letter : (line.text() + " ").toCharArray()) {
                if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
                    word.append(letter);
                    continue;
                }
                if (word.length() > 3) {
                    counts.merge(word.toString(), 1, Integer::sum);
                }
                word.setLength(0);
            }
        }
        return counts;
    }

    @Test
    void countsRequestsByMethodAndEndpoint() throws Exception {
        create("example-requests");
        List<Line> lines = requests(600);
        send("example-requests", lines.subList(0, 250));
        RunningScript script = start("03-requests-by-endpoint.sql", "web_logs", "example-requests");
        List<String> first = best(lines.subList(0, 250));
        awaitOutput(script, rows -> last(rows).equals(first), "the best of the first requests");
        send("example-requests", lines.subList(250, 600));

        List<String> all = best(lines);
        awaitOutput(script, rows -> last(rows).equals(all), "the best of all requests");
        stop(script);
    }

    private static List<String> last(List<String> rows) {
        return rows.subList(Math.max(0, rows.size() - BEST), rows.size());
    }

    private static List<String> best(List<Line> lines) {
        Map<Request, int[]> counts = new HashMap<>();
        for (Line line : lines) {
            String[] quoted = line.text().split("\"");
            String[] request = quoted[1].split(" ");
            int[] count = counts.computeIfAbsent(new Request(request[0], request[1]), key -> new int[2]);
            count[0]++;
            count[1] += quoted[2].strip().startsWith("5") ? 1 : 0;
        }
        Comparator<Map.Entry<Request, int[]>> order = Comparator.comparing(entry -> -entry.getValue()[0]);
        return counts.entrySet().stream()
                .sorted(order.thenComparing(entry -> entry.getKey().method())
                        .thenComparing(entry -> entry.getKey().endpoint()))
                .limit(BEST)
                .map(entry -> entry.getKey().method() + "," + entry.getKey().endpoint() + "," + entry.getValue()[0]
                        + "," + Math.round(1000.0 * entry.getValue()[1] / entry.getValue()[0]) / 10.0)
                .toList();
    }

    /** Lines of an access log. */
    private List<Line> requests(int count) {
        List<String> methods = List.of("GET", "GET", "GET", "POST", "DELETE");
        List<String> endpoints = List.of("/cart", "/checkout", "/api/orders", "/search");
        List<Integer> statuses = List.of(200, 200, 201, 404, 500, 503);
        return IntStream.range(0, count)
                .mapToObj(number -> new Line(
                        START.plusSeconds(number),
                        "10.0.0." + random.nextInt(250) + " - - [01/Mar/2026:10:00:00 +0000] \"" + one(methods) + " "
                                + one(endpoints) + " HTTP/1.1\" " + one(statuses) + " " + random.nextInt(9999)
                                + " \"-\" \"" + one(List.of("Mozilla/5.0 (X11; Linux x86_64)", "curl/8.9.1")) + "\""))
                .toList();
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private void create(String topic) throws Exception {
        // The lines are of a day that retention would end.
        NewTopic kept = new NewTopic(topic, PARTITIONS, (short) 1).configs(Map.of("retention.ms", "-1"));
        admin.createTopics(List.of(kept)).all().get();
        topics.add(topic);
    }

    private void send(String topic, List<Line> lines) throws Exception {
        for (Line line : lines) {
            int partition = random.nextInt(PARTITIONS);
            producer.send(new ProducerRecord<>(topic, partition, line.time().toEpochMilli(), null, line.text()))
                    .get();
        }
    }

    /** The example as it is, with another topic in it. */
    private RunningScript start(String example, String topicOfExample, String topic) throws Exception {
        String sql = Files.readString(Path.of("streams", example));
        assertThat(sql).contains("STREAM kaspar." + topicOfExample + " ");
        Path script = folder.resolve(example);
        Files.writeString(script, sql.replace("kaspar." + topicOfExample, "kaspar.`" + topic + "`"));
        RunningScript running = samples.start(script, "--output", "csv");
        scripts.add(running);
        return running;
    }

    /** Waits until the rows are what they should be, and fails with the last ones where the script ends before. */
    private void awaitOutput(RunningScript script, Predicate<List<String>> isRight, String what)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isRight.test(rows(script))) {
            if (System.nanoTime() > deadline) {
                script.stop();
            }
            if (!script.isRunning()) {
                throw new AssertionError(what + ", seed " + seed + ": " + script.await());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Its whole lines but for the header. */
    private static List<String> rows(RunningScript script) {
        String out = script.out();
        return out.substring(0, out.lastIndexOf('\n') + 1).lines().skip(1).toList();
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }

    private static void stop(RunningScript script) throws InterruptedException {
        script.stop();
        SampleSession.Printed printed = script.await();
        assertThat(printed.err()).startsWith("stopped after ").hasLineCount(1);
    }
}
