package io.kaspar.bench.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaspar.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/**
 * The figures of parts as a table for people and as JSON, in a folder. Where the folder has figures of an earlier run, the table
 * says how many times as long each part takes now.
 */
final class PartsReport {
    private static final String TABLE = "parts.md";
    private static final String FIGURES = "parts.json";

    private final Path folder;
    private final ObjectMapper json = new ObjectMapper();

    PartsReport(Path folder) {
        this.folder = folder;
    }

    /**
     * One part's figure.
     *
     * @param name of the benchmark, with its parameters
     * @param nanos a record takes
     * @param errorNanos half the width of the 99.9 % confidence interval
     */
    record Part(String name, double nanos, double errorNanos) {
        static Part of(RunResult result) {
            String benchmark = result.getParams().getBenchmark().replaceFirst(".*[.](\\w+[.]\\w+)$", "$1");
            String parameters = result.getParams().getParamsKeys().stream()
                    .sorted()
                    .map(key -> " " + key + "=" + result.getParams().getParam(key))
                    .collect(Collectors.joining());
            return new Part(
                    benchmark + parameters,
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError());
        }
    }

    void write(Machine machine, Collection<Part> parts) throws IOException {
        Files.createDirectories(folder);
        Path figures = folder.resolve(FIGURES);
        JsonNode earlier = Files.exists(figures) ? json.readTree(figures.toFile()) : json.createObjectNode();
        Files.writeString(folder.resolve(TABLE), table(machine, parts, earlier));
        ObjectNode now = json.createObjectNode().put("commit", machine.commit());
        ObjectNode nanos = now.putObject("nanosPerRecord");
        parts.forEach(part -> nanos.put(part.name(), part.nanos()));
        json.writerWithDefaultPrettyPrinter().writeValue(figures.toFile(), now);
    }

    private static String table(Machine machine, Collection<Part> parts, JsonNode earlier) {
        StringBuilder page = new StringBuilder(String.format(
                Locale.ROOT,
                "# Parts, measured alone%n%n`bench/jmh --report docs/bench` at commit %s on %s, %s. Nanoseconds per record; ± is half of the"
                        + " 99.9 %% confidence interval.%n%n",
                machine.commit(),
                machine.processor(),
                machine.java()));
        page.append(String.format(
                "| part | ns per record | ± | × earlier (%s) |%n|---|---|---|---|%n",
                earlier.path("commit").asText("none")));
        for (Part part : parts) {
            double before = earlier.path("nanosPerRecord").path(part.name()).asDouble(Double.NaN);
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %s |%n",
                    part.name(),
                    part.nanos(),
                    part.errorNanos(),
                    Double.isNaN(before) ? "" : String.format(Locale.ROOT, "%.2f", part.nanos() / before)));
        }
        return page.toString();
    }
}
