package io.kaspar.schema.program;

import io.kaspar.schema.format.SchemaText;

/** How much memory is kept of schemas, about. */
public final class SchemaWeights {
    /** For each kind of thing that is made from schemas. */
    public static final long MAX_BYTES = 64L << 20;

    /** Objects that a schema becomes take so many bytes for each character of its text. */
    private static final int BYTES_PER_CHARACTER = 20;

    private static final int LEAST_BYTES = 1_000;

    private SchemaWeights() {}

    /** About the bytes that is made from a schema. */
    public static long of(SchemaText text) {
        long characters = text.text().length()
                + text.references().stream()
                        .mapToLong(reference -> reference.text().length())
                        .sum();
        long ofVersions = text.versions().stream()
                .mapToLong(version -> of(version.schema()))
                .sum();
        return LEAST_BYTES + BYTES_PER_CHARACTER * characters + ofVersions;
    }
}
