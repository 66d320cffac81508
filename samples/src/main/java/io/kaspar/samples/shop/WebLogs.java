package io.kaspar.samples.shop;

import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SchemaPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Lines of a web server's access log, without a schema. */
record WebLogs(long recordCount) implements ShopTopic {
    private static final long STEP_MS = 1_500;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> METHODS = List.of("GET", "GET", "GET", "GET", "GET", "POST", "PUT", "DELETE");
    private static final List<String> ENDPOINTS =
            List.of("/", "/cart", "/checkout", "/api/orders", "/api/customers", "/search", "/static/app.js", "/login");
    private static final List<Integer> STATUSES = List.of(200, 200, 200, 200, 200, 201, 301, 404, 500);
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64)",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)",
            "curl/8.9.1",
            "Googlebot/2.1");

    @Override
    public String name() {
        return "web_logs";
    }

    @Override
    public int partitionCount() {
        return 3;
    }

    @Override
    public String compression() {
        return "zstd";
    }

    @Override
    public RecordsSupplier publish(SchemaPublisher registry) {
        return () -> number -> {
            long timestampMs = ShopArticles.FIRST_DAY_MS + number * STEP_MS;
            return new SampleRecord(null, line(number, timestampMs).getBytes(StandardCharsets.UTF_8), timestampMs);
        };
    }

    private String line(long number, long timestampMs) {
        ShopNumbers chance = ShopNumbers.of(name(), number);
        String host = "10.0." + chance.below(4) + "." + (1 + chance.below(250));
        String time = TIME.format(Instant.ofEpochMilli(timestampMs));
        String request = chance.one(METHODS) + " " + chance.one(ENDPOINTS) + " HTTP/1.1";
        return host + " - - [" + time + "] \"" + request + "\" " + chance.one(STATUSES) + " " + chance.below(50_000)
                + " \"-\" \"" + chance.one(AGENTS) + "\"";
    }
}
