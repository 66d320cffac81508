package io.kaspar.schema.protobuf.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The files that schemas import without a reference: {@code google/protobuf}, {@code google/type} and {@code confluent}. Ours
 * have the fields that lie in payloads, and nothing else of the originals.
 */
final class KnownFiles {
    private KnownFiles() {}

    /** The text of a file by its import path; null when it is none of them. */
    static @Nullable String text(String path) {
        if (!path.matches("[a-z_]+(/[a-z_]+)+[.]proto")) {
            return null;
        }
        try (InputStream in = KnownFiles.class.getResourceAsStream(path)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
