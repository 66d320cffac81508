package io.kaspar.shell;

import java.util.Arrays;
import java.util.Locale;

/** How results are written. */
enum OutputFormat {
    TABLE,
    CSV,
    JSON;

    static OutputFormat parse(String name) throws UsageException {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("--output is table, csv or json, not " + name));
    }
}
