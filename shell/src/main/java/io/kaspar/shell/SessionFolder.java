package io.kaspar.shell;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The prompt's own temporary folder: Spark's scratch files and the log. Removed at the end. */
record SessionFolder(Path path) implements AutoCloseable {
    static SessionFolder create() throws IOException {
        SessionFolder folder = new SessionFolder(Files.createTempDirectory("kaspar-sql-"));
        // For an end by Ctrl-C, which closes nothing; Spark's own files are gone by then.
        folder.path().toFile().deleteOnExit();
        folder.logFile().toFile().deleteOnExit();
        return folder;
    }

    Path logFile() {
        return path.resolve("kaspar-sql.log");
    }

    /** Sends what libraries log into the log file; has to come before the first of them logs. */
    void logHere() {
        System.setProperty("kaspar.log", logFile().toString());
        System.setProperty("log4j2.configurationFile", "classpath:io/kaspar/shell/log4j2.properties");
    }

    /** Removes what is in a folder of this one, and leaves for {@link #close} what others still write into. */
    static void deleteAsFarAsPossible(Path inside) {
        if (!Files.exists(inside)) {
            return;
        }
        try (Stream<Path> files = Files.walk(inside)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            return; // a file went while it was listed: Spark's own threads clean up, too
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(SessionFolder::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + path + " could not be removed", e);
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
