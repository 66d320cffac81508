package io.kaspar.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnPartitionsTest {
    private static ProducerRecord<byte[], byte[]> record(@Nullable Integer partition, @Nullable String key, int bytes) {
        return new ProducerRecord<>(
                "t", partition, key == null ? null : key.getBytes(StandardCharsets.UTF_8), new byte[bytes]);
    }

    /** Each partition has one task. */
    @Test
    void tasksSharePartitionsWithoutRest() {
        for (int partitionCount = 1; partitionCount < 9; partitionCount++) {
            for (int tasks = 1; tasks <= partitionCount; tasks++) {
                Set<Integer> all = new TreeSet<>();
                int sum = 0;
                for (int task = 0; task < tasks; task++) {
                    Set<Integer> own = chosen(new OwnPartitions(task, tasks, partitionCount, KeyPartitioner.MURMUR2));
                    sum += own.size();
                    all.addAll(own);
                }
                assertThat(all).hasSize(partitionCount);
                assertThat(sum).isEqualTo(partitionCount);
            }
        }
    }

    private static Set<Integer> chosen(OwnPartitions partitions) {
        return IntStream.range(0, 40)
                .mapToObj(row -> Objects.requireNonNull(
                        partitions.placed(record(null, null, 200_000)).partition()))
                .collect(Collectors.toSet());
    }

    @Test
    void keysLieWhereKafkasProducerPutsThem() {
        for (KeyPartitioner partitioner : KeyPartitioner.values()) {
            for (int number = 0; number < 50; number++) {
                String key = "k" + number;
                byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
                int expected = partitioner.isProducersOwn()
                        ? Utils.toPositive(Utils.murmur2(bytes)) % 7
                        : KeyPartitioner.crc32(bytes, 7);
                assertThat(new OwnPartitions(expected % 3, 3, 7, partitioner)
                                .placed(record(null, key, 1))
                                .partition())
                        .isEqualTo(expected);
                assertThatThrownBy(() -> new OwnPartitions((expected % 3 + 1) % 3, 3, 7, partitioner)
                                .placed(record(null, key, 1)))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void aNamedPartitionIsKeptOrRefused() {
        OwnPartitions partitions = new OwnPartitions(1, 3, 7, KeyPartitioner.MURMUR2);
        ProducerRecord<byte[], byte[]> own = record(4, "k", 1);
        assertThat(partitions.placed(own)).isSameAs(own);
        assertThatThrownBy(() -> partitions.placed(record(5, "k", 1)))
                .hasMessageContaining("partition 5 came to task 1 of 3, and task 2 sends");
    }
}
