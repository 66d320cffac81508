package io.kaspar.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of an embedded server: removed at the end unless it is to be kept. */
record Storage(Path folder, boolean kept) {
    /** A folder of its own under the system's temporary one, removed at the end. */
    static Storage temporary() throws IOException {
        return new Storage(Files.createTempDirectory("kaspar-"), false);
    }

    static Storage keptIn(Path folder) throws IOException {
        return new Storage(Files.createDirectories(folder).toAbsolutePath(), true);
    }

    void close() {
        if (kept) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Storage::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " could not be removed", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
