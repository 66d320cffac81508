package io.kaspar.bench.interference;

import io.kaspar.bench.latency.Latencies;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A producer's latencies beside something else, which came to so many scans. */
record Measured(String name, int scanCount, Latencies latencies) {

    /** A table; all are compared with the one without scans that has the smallest p99. */
    static String table(List<Measured> all) {
        double quietMs = all.stream()
                .filter(measured -> measured.scanCount() == 0)
                .mapToDouble(measured -> measured.latencies().p99Ms())
                .min()
                .orElseThrow(() -> new IllegalArgumentException("nothing was measured without scans"));
        String head = String.format(
                "%-40s %7s %9s %9s %9s %9s %14s%n",
                "beside", "scans", "records", "p50 ms", "p99 ms", "max ms", "p99 / quiet");
        return head + all.stream().map(measured -> measured.line(quietMs)).collect(Collectors.joining());
    }

    private String line(double quietMs) {
        return String.format(
                Locale.ROOT,
                "%-40s %7d %9d %9.2f %9.2f %9.2f %14.2f%n",
                name,
                scanCount,
                latencies.count(),
                latencies.p50Ms(),
                latencies.p99Ms(),
                latencies.maxMs(),
                latencies.p99Ms() / quietMs);
    }
}
