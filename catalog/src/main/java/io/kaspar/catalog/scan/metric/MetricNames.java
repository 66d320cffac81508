package io.kaspar.catalog.scan.metric;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of metrics that exist once for each constant of an enum. */
final class MetricNames {
    private MetricNames() {}

    /** As {@code kasparFallbackNotReadable}. */
    static String of(String prefix, Enum<?> constant) {
        return Arrays.stream(constant.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("", prefix, ""));
    }
}
