package io.kaspar.catalog.options;

import java.util.Arrays;
import java.util.List;

/**
 * Hosts as text: {@code brokerHost=executorHost;brokerHost=executorHost;auto}, a broker as often as it has executors' hosts, and
 * {@code auto} where executors are asked.
 */
final class HostsText {
    private static final String AUTO = "auto";

    private HostsText() {}

    static HostOptions parse(OptionValues values) {
        List<String> entries = Arrays.stream(values.text(LocalityOption.HOSTS).split(";"))
                .map(String::trim)
                .filter(entry -> !entry.isEmpty())
                .toList();
        List<HostMapping> mappings = entries.stream()
                .filter(entry -> !isAuto(entry))
                .map(entry -> mapping(entry, values))
                .toList();
        return new HostOptions(mappings, entries.stream().anyMatch(HostsText::isAuto));
    }

    private static boolean isAuto(String entry) {
        return entry.equalsIgnoreCase(AUTO);
    }

    private static HostMapping mapping(String entry, OptionValues values) {
        String[] sides = entry.split("=", -1);
        if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
            throw values.badValue(LocalityOption.HOSTS);
        }
        return new HostMapping(sides[0].trim(), sides[1].trim());
    }
}
