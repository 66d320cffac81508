package io.kaspar.bench;

import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.TopicSpec;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One thing to do for everybody who takes part: a workload with one codec.
 *
 * @param recordCount that the query is about
 * @param topics that must be there
 * @param contenders in the order of reports; asked for when the topics are there
 */
record BenchCase(
        Workload workload,
        Codec codec,
        long recordCount,
        List<TopicSpec> topics,
        Supplier<List<Contender>> contenders) {
    BenchCase {
        topics = List.copyOf(topics);
    }

    String name() {
        return workload + " " + codec.label();
    }

    /** The same with one more topic, and more contenders. */
    BenchCase with(TopicSpec topic, Supplier<List<Contender>> more) {
        return new BenchCase(
                workload,
                codec,
                recordCount,
                Stream.concat(topics.stream(), Stream.of(topic)).distinct().toList(),
                () -> Stream.concat(contenders.get().stream(), more.get().stream())
                        .toList());
    }
}
