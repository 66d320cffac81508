package io.kaspar.bench.data;

import java.util.Locale;

/** How producers compress. */
public enum Codec {
    NONE,
    LZ4,
    ZSTD,
    SNAPPY,
    GZIP;

    /** Its name on the command line, in reports and in Kafka's {@code compression.type}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
