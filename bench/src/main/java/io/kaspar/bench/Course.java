package io.kaspar.bench;

import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.TopicSpec;
import java.util.List;
import java.util.function.Supplier;

/**
 * One thing to do for everybody who takes part: a workload with one codec.
 *
 * @param recordCount that the query is about
 * @param topics that must be there
 * @param entrants in the order of reports; asked for when the topics are there
 */
record Course(
        Workload workload, Codec codec, long recordCount, List<TopicSpec> topics, Supplier<List<Entrant>> entrants) {
    Course {
        topics = List.copyOf(topics);
    }

    String name() {
        return workload + " " + codec.label();
    }
}
