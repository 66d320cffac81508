package io.kaspar.catalog.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.PartitionLayout;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicRights;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PinnedTopicTest {
    private static final Isolation COMMITTED = Isolation.READ_COMMITTED;

    private final FakeStore store = new FakeStore();
    private final PinnedTopic pinned = new PinnedTopic(store, layout("id"));

    private static TopicLayout layout(String topicId) {
        return new TopicLayout(
                "cluster",
                "t",
                topicId,
                TopicRights.READ_ONLY,
                List.of(
                        new PartitionLayout(0, null, List.of(), List.of()),
                        new PartitionLayout(1, null, List.of(), List.of())));
    }

    /** Tells as many offsets as there were questions; may hang in, or fail at, the one about partition 1. */
    private static final class FakeStore implements TopicStore {
        private final List<Set<Integer>> asked = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch isAsking = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final AtomicBoolean hangs = new AtomicBoolean();
        private final AtomicBoolean fails = new AtomicBoolean();
        private volatile String topicId = "id";

        @Override
        public ClusterOptions options() {
            return CatalogOptions.ofCatalog(Map.of("kafka.bootstrap.servers", "nowhere:1"))
                    .cluster();
        }

        @Override
        public List<String> topics(boolean withInternal) {
            return List.of("t");
        }

        @Override
        public Optional<TopicLayout> firstLayout(List<String> names) {
            return topicId.isEmpty() ? Optional.empty() : Optional.of(layout(topicId));
        }

        @Override
        public TopicSnapshot snapshot(TopicLayout layout, Set<Integer> partitions, Isolation isolation) {
            asked.add(new TreeSet<>(partitions));
            if (partitions.contains(1) && fails.get()) {
                throw new ClusterException("no leader");
            }
            if (partitions.contains(1) && hangs.get()) {
                isAsking.countDown();
                await(released);
            }
            Map<Integer, OffsetRange> ranges = new HashMap<>();
            partitions.forEach(partition -> ranges.put(partition, new OffsetRange(0, asked.size())));
            return TopicSnapshot.of(ranges, Map.of());
        }

        @Override
        public Map<Integer, Long> offsetsAt(TopicLayout layout, Map<Integer, Long> timestampsMs, Isolation isolation) {
            return Map.of();
        }

        @Override
        public Map<Integer, Long> logStarts(TopicLayout layout, Set<Integer> partitions) {
            return Map.of();
        }

        @Override
        public Map<Integer, Long> groupOffsets(TopicLayout layout, String group, Set<Integer> partitions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void commit(TopicLayout layout, String group, Map<Integer, Long> nextOffsets) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TopicReplicas storage(TopicLayout layout, Set<Integer> partitions) {
            return TopicReplicas.NOT_ASKED;
        }

        @Override
        public Map<String, String> topicConfig(String topic) {
            return Map.of();
        }

        @Override
        public void lookUpAhead(List<String> expected) {}

        @Override
        public void forget(String topic) {}
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void asksEachPartitionOnce() {
        TopicSnapshot first = pinned.snapshot(COMMITTED, Set.of(0));
        TopicSnapshot both = pinned.snapshot(COMMITTED, Set.of(0, 1));

        assertThat(both.range(0)).isEqualTo(first.range(0));
        assertThat(pinned.snapshot(COMMITTED, Set.of(1, 0))).isEqualTo(both);
        assertThat(store.asked).containsExactly(Set.of(0), Set.of(1));
    }

    @Test
    void letsOthersAskWhileOneQuestionHangs() throws Exception {
        store.hangs.set(true);
        CompletableFuture<TopicSnapshot> hanging =
                CompletableFuture.supplyAsync(() -> pinned.snapshot(COMMITTED, Set.of(1)));
        await(store.isAsking);

        assertThat(pinned.snapshot(COMMITTED, Set.of(0)).range(0).endOffset()).isEqualTo(2);
        assertThat(pinned.storage(Set.of(1))).isEqualTo(TopicReplicas.NOT_ASKED);
        CompletableFuture<TopicSnapshot> waiting =
                CompletableFuture.supplyAsync(() -> pinned.snapshot(COMMITTED, Set.of(0, 1)));
        assertThat(hanging).isNotDone();
        store.released.countDown();

        assertThat(waiting.get().range(1)).isEqualTo(hanging.get().range(1));
        assertThat(store.asked).containsExactly(Set.of(1), Set.of(0));
    }

    @Test
    void asksAgainAfterAFailure() {
        store.fails.set(true);
        assertThatThrownBy(() -> pinned.snapshot(COMMITTED, Set.of(0, 1))).hasMessage("no leader");
        store.fails.set(false);

        assertThat(pinned.snapshot(COMMITTED, Set.of(0, 1)).ranges()).hasSize(2);
        assertThat(store.asked).hasSize(2);
    }

    @Test
    void refusesAnotherTopicOfTheSameNameAndOneThatIsGone() {
        store.topicId = "another";
        assertThatThrownBy(pinned::layout).hasMessageContaining("deleted and created again");
        store.topicId = "";
        assertThatThrownBy(pinned::layout).hasMessageContaining("was deleted since");
    }
}
