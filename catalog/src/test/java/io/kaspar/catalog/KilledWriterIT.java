package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.embedded.OwnJava;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers are killed while they write, and started again until they are done: each row is there once. */
class KilledWriterIT {
    private static final int KILLS = 3;
    private static final int LONGEST_LIFE_MS = 4_000;

    @TempDir
    Path folder = Path.of("");

    @Test
    void rowsAreThereOnceHoweverOftenTheDriverIsKilled() throws Exception {
        Random random = new Random();
        try (TestCluster cluster = TestCluster.start(TestClusterOptions.defaults())) {
            cluster.createTopic("killed", 2);
            cluster.createTopic("killed-copy", 2);
            List<Integer> livesMs = new ArrayList<>();
            for (int kill = 0; kill < KILLS; kill++) {
                Process process = start(cluster);
                Waiting.until("the driver", () -> Files.exists(folder.resolve("begun")) || !process.isAlive());
                int lifeMs = random.nextInt(LONGEST_LIFE_MS);
                livesMs.add(lifeMs);
                if (!process.waitFor(lifeMs, TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
            Process last = start(cluster);
            assertThat(last.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(last.exitValue())
                    .as(() -> "lives " + livesMs + ": " + output())
                    .isZero();

            List<String> written = IntStream.range(0, WriterProcess.STATEMENTS)
                    .boxed()
                    .flatMap(number -> IntStream.range(0, WriterProcess.ROWS).mapToObj(row -> number + "-" + row))
                    .sorted()
                    .toList();
            assertThat(values(cluster, "killed")).as("lives %s", livesMs).isEqualTo(written);
            assertThat(values(cluster, "killed-copy")).as("lives %s", livesMs).isEqualTo(written);
        }
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> values(TestCluster cluster, String topic) {
        return IntStream.range(0, 2)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .flatMap(partition -> {
                    cluster.consumer().awaitDecided(partition);
                    return cluster.consumer().readAll(partition, IsolationLevel.READ_COMMITTED).stream();
                })
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }

    private Process start(TestCluster cluster) throws Exception {
        Files.deleteIfExists(folder.resolve("begun"));
        List<String> command = OwnJava.command(
                List.of("-Xmx600m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                WriterProcess.class,
                List.of(cluster.bootstrapServers(), folder.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }
}
