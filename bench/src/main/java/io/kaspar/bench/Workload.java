package io.kaspar.bench;

import static io.kaspar.bench.ContenderName.KASPAR_LOCAL;
import static io.kaspar.bench.ContenderName.KASPAR_NETWORK;
import static io.kaspar.bench.ContenderName.LIMIT;
import static io.kaspar.bench.ContenderName.SPARK_TUNED;
import static io.kaspar.bench.ContenderName.SPARK_V1;
import static io.kaspar.bench.Variants.ONE_CORE;
import static io.kaspar.bench.Variants.OWN_TOPIC;
import static io.kaspar.bench.Variants.PARQUET;
import static io.kaspar.bench.Variants.SMALL_TOPIC;

import io.kaspar.bench.data.Codec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is measured, and what Kaspar has set out to reach. */
enum Workload {
    W1(
            "count(*)",
            1,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 60, SPARK_V1),
            Target.times(KASPAR_LOCAL, 20, SPARK_TUNED),
            Target.times(KASPAR_NETWORK, 3, SPARK_TUNED)),
    W2(
            "sum(price * quantity)",
            1,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 0.6, LIMIT),
            Target.times(KASPAR_LOCAL, 15, SPARK_V1),
            Target.times(KASPAR_LOCAL, 8, SPARK_TUNED),
            Target.times(KASPAR_NETWORK, 4, SPARK_V1),
            Target.times(KASPAR_NETWORK, 2, SPARK_TUNED)),
    W3(
            "sum(price * quantity), other codecs",
            1,
            List.of(Codec.NONE, Codec.ZSTD),
            Target.times(KASPAR_LOCAL, 0.6, LIMIT),
            Target.times(KASPAR_NETWORK, 2, SPARK_TUNED)),
    W4(
            "GROUP BY currency, all eleven fields",
            1,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 0.5, LIMIT),
            Target.times(KASPAR_LOCAL, 10, SPARK_V1),
            Target.times(KASPAR_NETWORK, 2, SPARK_TUNED)),
    W5(
            "count(*) of the last 1 % by _timestamp",
            1,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 40, SPARK_V1),
            Target.times(KASPAR_LOCAL, 1, KASPAR_LOCAL.variant(OWN_TOPIC)),
            Target.times(KASPAR_NETWORK, 40, SPARK_V1),
            Target.times(KASPAR_NETWORK, 1, KASPAR_NETWORK.variant(OWN_TOPIC))),
    W6(
            "orders JOIN customers, sum(price) by tier",
            0.25,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 4, SPARK_V1),
            Target.times(KASPAR_NETWORK, 2, SPARK_V1)),
    W7(
            "SELECT * LIMIT 10 of a table not touched before",
            1.0 / 40,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 0.5, PARQUET),
            Target.times(KASPAR_NETWORK, 0.5, PARQUET)),
    W8(
            "sum(price * quantity), about ten records a batch",
            0.05,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 0.6, LIMIT),
            Target.times(KASPAR_NETWORK, 2, SPARK_TUNED)),
    W9(
            "three of 200 fields",
            0.05,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 0.5, LIMIT),
            Target.times(KASPAR_NETWORK, 2, SPARK_TUNED)),
    W10(
            "sum(price * quantity), one partition",
            1,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 1.7, KASPAR_LOCAL.variant(ONE_CORE))),
    W11(
            "WHERE _partition = 7 of 2,000 partitions, first query",
            0,
            List.of(Codec.LZ4),
            Target.moreMs(KASPAR_LOCAL, 300, KASPAR_LOCAL.variant(SMALL_TOPIC)),
            Target.moreMs(KASPAR_NETWORK, 300, KASPAR_NETWORK.variant(SMALL_TOPIC))),
    W12(
            "Protobuf: sum(price * quantity) GROUP BY currency",
            0.5,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 12, SPARK_V1),
            Target.times(KASPAR_LOCAL, 0.5, LIMIT)),
    W12_ALL(
            "Protobuf: GROUP BY currency, all eleven fields",
            0.5,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 12, SPARK_V1),
            Target.times(KASPAR_LOCAL, 0.5, LIMIT)),
    W13("JSON with a JSON Schema: sum(price * quantity) GROUP BY currency", 0.5, List.of(Codec.LZ4)),
    W13_ALL("JSON with a JSON Schema: GROUP BY currency, all eleven fields", 0.5, List.of(Codec.LZ4)),
    W14("JSON as whole variants", 0.5, List.of(Codec.LZ4), Target.times(KASPAR_LOCAL, 2, SPARK_V1)),
    W15(
            "JSON as variants: a condition on currency, price and quantity, with variant_get",
            0.5,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 5, SPARK_V1)),
    W15_CAST("JSON as variants: the same, with value:price::double", 0.5, List.of(Codec.LZ4)),
    W15_GROUP("JSON as variants: sum(price * quantity) GROUP BY currency", 0.5, List.of(Codec.LZ4)),
    W16(
            "JSON with columns as DDL: sum(price * quantity) GROUP BY currency",
            0.5,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 5, SPARK_V1)),
    W17(
            "JSON with columns as DDL: GROUP BY currency, all eleven fields",
            0.5,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 5, SPARK_V1)),
    W18(
            "stream, AvailableNow: four of eleven fields, foreachBatch with GROUP BY currency",
            1,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 10, SPARK_V1),
            Target.times(KASPAR_NETWORK, 5, SPARK_V1)),
    W18_NOOP(
            "stream, AvailableNow: four of eleven fields into the noop sink",
            1,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 10, SPARK_V1),
            Target.times(KASPAR_NETWORK, 5, SPARK_V1)),
    W19(
            "stream, 100,000 records a batch: the same as W18",
            0.15,
            List.of(Codec.LZ4),
            Target.times(KASPAR_LOCAL, 2, SPARK_V1),
            Target.times(KASPAR_NETWORK, 2, SPARK_V1));

    private final String title;
    private final double share;
    private final List<Codec> codecs;
    private final List<Target> targets;

    Workload(String title, double share, List<Codec> codecs, Target... targets) {
        this.title = title;
        this.share = share;
        this.codecs = codecs;
        this.targets = List.of(targets);
    }

    /** Its name on the command line and in reports. */
    String label() {
        return name().replace('_', '-');
    }

    /** What it is, in a few words. */
    String title() {
        return title;
    }

    /** How many records it is about when the largest are about so many. */
    long recordCount(long records) {
        return Math.max(1, (long) (records * share));
    }

    /** The codecs it is measured with when none are asked for. */
    List<Codec> codecs() {
        return codecs;
    }

    /** Whether records a second say something about it. */
    boolean isRate() {
        return this != W7 && this != W11;
    }

    List<Target> targets() {
        return targets;
    }

    @Override
    public String toString() {
        return label();
    }

    /** All of them, a line for each. */
    static String lines() {
        return Stream.of(values())
                .map(workload -> String.format("              %-7s %s", workload.label(), workload.title))
                .collect(Collectors.joining("\n"));
    }

    static Workload parse(String label) {
        return Stream.of(values())
                .filter(workload -> workload.label().equals(label.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such workload: " + label + "; there are "
                        + String.join(
                                ", ", Stream.of(values()).map(Workload::label).toList())));
    }
}
