package io.kaspar.bench.latency;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was measured, for people: Markdown. */
final class LatencyTable {
    private LatencyTable() {}

    /** @param rival the contender that the planning of all is compared with */
    static String of(List<StreamLatency> all, String rival) {
        double rivalMs = all.stream()
                .filter(one -> one.contender().equals(rival))
                .mapToDouble(one -> one.batches().planningMs())
                .findFirst()
                .orElse(Double.NaN);
        String head = """
                | contender | orders | p50 ms | p99 ms | max ms | micro-batches | planning ms | × %s | whole ms | idle trigger ms | medians |
                |---|---|---|---|---|---|---|---|---|---|---|
                """.formatted(rival);
        return head + all.stream().map(one -> line(one, rivalMs)).collect(Collectors.joining());
    }

    private static String line(StreamLatency one, double rivalMs) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.0f | %d | %s | %s | %s | %s | %s |%n",
                one.contender(),
                one.latencies().count(),
                one.latencies().p50Ms(),
                one.latencies().p99Ms(),
                one.latencies().maxMs(),
                one.batches().count(),
                number("%.2f", one.batches().planningMs()),
                number("%.2f", one.batches().planningMs() / rivalMs),
                number("%.1f", one.batches().wholeMs()),
                number("%.1f", one.idleMs()),
                one.batches().text());
    }

    /** Real-time mode has no micro-batches. */
    private static String number(String format, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }
}
