package io.kaspar.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostLoadsTest {
    private static final List<String> THREE = List.of("a", "b", "c");

    private static Map<String, Long> firsts(List<List<String>> tasks) {
        return tasks.stream().collect(Collectors.groupingBy(hosts -> hosts.get(0), Collectors.counting()));
    }

    @Test
    void spreadsManyTasksOfOnePartitionOverItsReplicas() {
        HostLoads loads = new HostLoads();

        assertThat(firsts(IntStream.range(0, 9)
                        .mapToObj(task -> loads.spread(THREE, 7.0))
                        .toList()))
                .isEqualTo(Map.of("a", 3L, "b", 3L, "c", 3L));
    }

    @Test
    void spreadsPartitionsThatAreAllLedByOneBroker() {
        HostLoads loads = new HostLoads();

        assertThat(firsts(IntStream.range(0, 30)
                        .mapToObj(partition -> loads.spread(THREE, 1.0))
                        .toList()))
                .allSatisfy((host, count) -> assertThat(count).isEqualTo(10));
    }

    @Test
    void weighsTasks() {
        HostLoads loads = new HostLoads();

        assertThat(loads.spread(THREE, 100)).startsWith("a");
        assertThat(loads.spread(THREE, 10)).startsWith("b");
        assertThat(loads.spread(THREE, 10)).startsWith("c");
        assertThat(loads.spread(THREE, 10)).startsWith("b");
        assertThat(loads.spread(THREE, 10)).startsWith("c");
    }

    @Test
    void namesEveryHostOfATask() {
        HostLoads loads = new HostLoads();
        loads.spread(THREE, 1);

        assertThat(loads.spread(THREE, 1)).containsExactly("b", "c", "a");
        assertThat(loads.spread(List.of(), 1)).isEmpty();
    }

    @Test
    void usesAHostThatHoldsLittle() {
        HostLoads loads = new HostLoads();
        loads.spread(List.of("a"), 5);

        assertThat(loads.spread(List.of("a", "d"), 5)).containsExactly("d", "a");
    }
}
