package io.kaspar.catalog.scan;

import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.plan.PlannedTask;
import io.kaspar.catalog.stream.StreamOffset;
import io.kaspar.reader.log.OffsetRange;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What is known of a stream's bytes by the plan of its last micro-batch. */
final class StreamSize {
    private StreamSize() {}

    /** Which part of the offsets is read by tasks that should run beside a disk that has them, 0 to 1; empty when nothing is read. */
    static OptionalDouble localShare(List<TopicPlan> plans) {
        long all = 0;
        long local = 0;
        for (TopicPlan topic : plans) {
            for (PlannedTask planned : topic.plan().tasks()) {
                long offsets = planned.task().wantedOffsets(planned.task().span());
                all += offsets;
                local += planned.hosts().isEmpty() ? 0 : offsets;
            }
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) local / all);
    }

    /** How many bytes lie between offsets, by what an offset of the partition takes on average; empty where brokers do not tell. */
    static OptionalLong bytesBetween(List<TopicPlan> plans, StreamOffset start, StreamOffset end) {
        double bytes = 0;
        boolean isKnown = false;
        for (TopicPlan topic : plans) {
            String name = topic.topic().name();
            TopicSnapshot snapshot = topic.plan().snapshot();
            for (Map.Entry<Integer, Long> log : topic.plan().storage().bytes().entrySet()) {
                int partition = log.getKey();
                OffsetRange held = snapshot.ranges().get(partition);
                long last = end.next(name).getOrDefault(partition, 0L);
                long behind = Math.max(0, last - start.next(name).getOrDefault(partition, last));
                if (held != null && !held.isEmpty()) {
                    isKnown = true;
                    bytes += (double) log.getValue() / held.offsetCount() * behind;
                }
            }
        }
        return isKnown ? OptionalLong.of((long) bytes) : OptionalLong.empty();
    }
}
