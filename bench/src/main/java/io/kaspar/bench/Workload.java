package io.kaspar.bench;

import static io.kaspar.bench.ContenderName.KASPAR_LOCAL;
import static io.kaspar.bench.ContenderName.KASPAR_NETWORK;
import static io.kaspar.bench.ContenderName.LIMIT;
import static io.kaspar.bench.ContenderName.SPARK_TUNED;
import static io.kaspar.bench.ContenderName.SPARK_V1;

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
            Bar.times(KASPAR_LOCAL, 60, SPARK_V1),
            Bar.times(KASPAR_LOCAL, 20, SPARK_TUNED),
            Bar.times(KASPAR_NETWORK, 3, SPARK_TUNED)),
    W2(
            "sum(price * quantity)",
            1,
            List.of(Codec.LZ4),
            Bar.times(KASPAR_LOCAL, 0.6, LIMIT),
            Bar.times(KASPAR_LOCAL, 15, SPARK_V1),
            Bar.times(KASPAR_LOCAL, 8, SPARK_TUNED),
            Bar.times(KASPAR_NETWORK, 4, SPARK_V1),
            Bar.times(KASPAR_NETWORK, 2, SPARK_TUNED)),
    W3(
            "sum(price * quantity), other codecs",
            1,
            List.of(Codec.NONE, Codec.ZSTD),
            Bar.times(KASPAR_LOCAL, 0.6, LIMIT),
            Bar.times(KASPAR_NETWORK, 2, SPARK_TUNED)),
    W4(
            "GROUP BY currency, all eleven fields",
            1,
            List.of(Codec.LZ4),
            Bar.times(KASPAR_LOCAL, 0.5, LIMIT),
            Bar.times(KASPAR_LOCAL, 10, SPARK_V1),
            Bar.times(KASPAR_NETWORK, 2, SPARK_TUNED));

    private final String title;
    private final double share;
    private final List<Codec> codecs;
    private final List<Bar> bars;

    Workload(String title, double share, List<Codec> codecs, Bar... bars) {
        this.title = title;
        this.share = share;
        this.codecs = codecs;
        this.bars = List.of(bars);
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

    List<Bar> bars() {
        return bars;
    }

    /** All of them, a line for each. */
    static String lines() {
        return Stream.of(values())
                .map(workload -> String.format("              %-4s %s", workload, workload.title))
                .collect(Collectors.joining("\n"));
    }

    static Workload parse(String label) {
        return Stream.of(values())
                .filter(workload -> workload.name().equals(label.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such workload: " + label + "; there are "
                        + String.join(", ", Stream.of(values()).map(Enum::name).toList())));
    }
}
