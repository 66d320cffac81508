package io.kaspar.catalog.options;

import java.util.Arrays;
import java.util.List;

/** Hosts as text: {@code brokerHost=executorHost;brokerHost=executorHost}, a broker as often as it has executors' hosts. */
final class HostsText {
    private HostsText() {}

    static List<HostMapping> parse(OptionValues values) {
        return Arrays.stream(values.text(KasparOption.HOSTS).split(";"))
                .map(String::trim)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> mapping(entry, values))
                .toList();
    }

    private static HostMapping mapping(String entry, OptionValues values) {
        String[] sides = entry.split("=", -1);
        if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
            throw values.badValue(KasparOption.HOSTS);
        }
        return new HostMapping(sides[0].trim(), sides[1].trim());
    }
}
