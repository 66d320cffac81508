package io.kaspar.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Who can take part. */
enum ContenderName {
    /** Kaspar, from the broker's segment files only. */
    KASPAR_LOCAL,
    /** Kaspar, from the broker only. */
    KASPAR_NETWORK,
    /** Spark's Kafka connector with {@code from_avro}, as it comes. */
    SPARK_V1,
    /** The same on its V2 path, with every setting that helps. */
    SPARK_TUNED,
    /** A loop over a plain consumer with Avro's generic reader, a thread for each partition. */
    CONSUMER,
    /** A loop over the segment files written for the one query. */
    LIMIT;

    /** Its name on the command line and in reports. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The label of a variant. */
    String variant(String variant) {
        return label() + "/" + variant;
    }

    /** Whether it answers SQL. */
    boolean speaksSql() {
        return this != CONSUMER && this != LIMIT;
    }

    boolean isKaspar() {
        return this == KASPAR_LOCAL || this == KASPAR_NETWORK;
    }

    static ContenderName parse(String label) {
        return Stream.of(values())
                .filter(name -> name.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no such contender: " + label + "; there are " + String.join(", ", labels(List.of(values())))));
    }

    static List<String> labels(List<ContenderName> names) {
        return names.stream().map(ContenderName::label).toList();
    }
}
