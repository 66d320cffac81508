package io.kaspar.samples.shop;

import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Fills somebody's own cluster with the sample topics. */
public final class LoadSampleTopics {
    private static final String USAGE =
            "usage: LoadSampleTopics --bootstrap-server HOST:PORT --schema-registry URL [--orders N]";
    private static final int USAGE_ERROR = 2;

    private LoadSampleTopics() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        String bootstrapServers = options.remove("--bootstrap-server");
        String registry = options.remove("--schema-registry");
        String orders = Objects.requireNonNullElse(options.remove("--orders"), "200000");
        if (args.length % 2 != 0
                || bootstrapServers == null
                || registry == null
                || !options.isEmpty()
                || !orders.matches("[1-9]\\d{0,11}")) {
            err.println(USAGE);
            return USAGE_ERROR;
        }
        try {
            long count = new SampleTopics(bootstrapServers, registry)
                    .load(new SampleSize(Long.parseLong(orders)), out::println);
            out.println(count + " records are in " + String.join(", ", SampleTopics.names()));
            SampleTopics.catalogOptions()
                    .forEach((option, value) ->
                            out.println("for the catalog: spark.sql.catalog.<catalog>." + option + "=" + value));
            return 0;
        } catch (IOException e) {
            err.println("error: " + e.getMessage()
                    + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
            return 1;
        }
    }
}
