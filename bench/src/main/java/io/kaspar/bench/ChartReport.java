package io.kaspar.bench;

import io.kaspar.bench.data.Codec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Results as a picture: SVG that needs neither fonts nor scripts, and whose colours follow the reader's light or dark mode.
 * Bars are times as fast as Spark's connector as it comes, on a logarithmic scale, or as the slowest where it was not run.
 */
final class ChartReport {
    private static final int WIDTH = 960;
    private static final int LEFT = 180;
    private static final int RIGHT = 170;
    private static final int TOP = 96;
    private static final int BAR_HEIGHT = 14;
    private static final int BAR_GAP = 3;
    private static final int GROUP_GAP = 34;
    private static final int LEGEND_STEP = 130;
    private static final double MILLION = 1e6;
    private static final double MS_PER_SECOND = 1e3;
    private static final String STYLE = """
        <style>
        text { font-family: -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; font-size: 12px; fill: #1f2328; }
        .title { font-size: 18px; font-weight: 600; }
        .small { font-size: 11px; fill: #59636e; }
        .group { font-weight: 600; }
        .grid { stroke: #d1d9e0; stroke-width: 1; }
        .kaspar-local { fill: #1a7f37; } .kaspar-network { fill: #54ae6d; } .spark-v1 { fill: #bc4c00; }
        .spark-tuned { fill: #e0873e; } .consumer { fill: #8250df; } .limit { fill: #818b98; } .other { fill: #6e9ecf; }
        @media (prefers-color-scheme: dark) {
          text { fill: #f0f6fc; } .small { fill: #9198a1; } .grid { stroke: #3d444d; }
          .kaspar-local { fill: #3fb950; } .kaspar-network { fill: #2a7d3b; }
        }
        </style>
        """;

    private final Results results;
    private final StringBuilder svg = new StringBuilder();
    private double largest = 1;
    private int y = TOP;

    private ChartReport(Results results) {
        this.results = results;
    }

    static String of(Results results) {
        return new ChartReport(results).draw();
    }

    private String draw() {
        Map<String, List<Measurement>> cases = new LinkedHashMap<>();
        for (Measurement measurement : results.measurements()) {
            cases.computeIfAbsent(measurement.workload() + " " + measurement.codec(), absent -> new ArrayList<>())
                    .add(measurement);
            largest = Math.max(largest, slowestOf(measurement) / measurement.bestSeconds());
        }
        cases.values().forEach(this::drawCase);
        int height = y + 12;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\"" + WIDTH
                + "\" height=\"" + height + "\" role=\"img\">\n" + STYLE + header() + grid(height) + svg + "</svg>\n";
    }

    private String header() {
        Machine machine = results.machine();
        StringBuilder header = new StringBuilder();
        header.append(text(16, 28, "title", "Kafka topics in SQL: how fast rows are read"));
        header.append(text(
                16,
                48,
                "small",
                String.format(
                        "%d cores of %s, Spark %s, Kafka %s, commit %s. Length: times as fast as the slowest, logarithmic.",
                        machine.coreCount(), machine.processor(), machine.spark(), machine.kafka(), machine.commit())));
        int x = 16;
        for (ContenderName name : ContenderName.values()) {
            header.append(rectangle(x, 62, 12, 12, name.label())).append(text(x + 17, 72, "", name.label()));
            x += LEGEND_STEP;
        }
        return header.toString();
    }

    private String grid(int height) {
        StringBuilder grid = new StringBuilder();
        for (int times = 1; times <= largest; times *= 10) {
            int x = LEFT + length(times);
            grid.append(String.format(
                    "<line class=\"grid\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n", x, TOP - 6, x, height - 6));
            grid.append(text(x + 3, TOP - 2, "small", times + " ×"));
        }
        return grid.toString();
    }

    private void drawCase(List<Measurement> benchCase) {
        Measurement first = benchCase.get(0);
        y += GROUP_GAP;
        svg.append(text(
                16,
                y - 8,
                "group",
                String.format(
                        "%s %s, %s, %,d records",
                        first.workload(),
                        first.workload().title(),
                        first.codec() == Codec.NONE
                                ? "uncompressed"
                                : first.codec().label(),
                        first.recordCount())));
        for (Measurement measurement : benchCase) {
            drawBar(measurement);
        }
    }

    private void drawBar(Measurement measurement) {
        int length = Math.max(2, length(slowestOf(measurement) / measurement.bestSeconds()));
        svg.append(text(16, y + BAR_HEIGHT - 3, "small", measurement.contender()));
        svg.append(rectangle(LEFT, y, length, BAR_HEIGHT, colour(measurement.contender())));
        svg.append(text(LEFT + length + 6, y + BAR_HEIGHT - 3, "", figure(measurement)));
        y += BAR_HEIGHT + BAR_GAP;
    }

    private static String figure(Measurement measurement) {
        if (!measurement.workload().isRate()) {
            return String.format("%.0f ms", measurement.bestSeconds() * MS_PER_SECOND);
        }
        return String.format(
                "%.3g s, %.1f million/s", measurement.bestSeconds(), measurement.recordsPerSecond() / MILLION);
    }

    private double slowestOf(Measurement measurement) {
        return results.measurements().stream()
                .filter(measurement::isOfCase)
                .mapToDouble(Measurement::bestSeconds)
                .max()
                .orElseThrow();
    }

    private int length(double times) {
        double share = largest == 1 ? 1 : Math.log(times) / Math.log(largest);
        return (int) Math.round(share * (WIDTH - LEFT - RIGHT));
    }

    private static String colour(String contender) {
        return ContenderName.labels(List.of(ContenderName.values())).contains(contender) ? contender : "other";
    }

    private static String rectangle(int x, int y, int width, int height, String style) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>%n",
                style,
                x,
                y,
                width,
                height);
    }

    private static String text(int x, int y, String style, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return String.format("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", style, x, y, escaped);
    }
}
