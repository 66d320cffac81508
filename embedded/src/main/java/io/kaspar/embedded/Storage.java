package io.kaspar.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The folder of an embedded server: removed at the end unless it is to be kept. */
record Storage(Path folder, boolean kept) {
    private static final int REMOVALS = 20;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

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
        try {
            // A server's own children may write and remove a little longer than it does.
            for (int removal = 1; Files.exists(folder) && !remove(removal == REMOVALS); removal++) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " could not be removed", e);
        }
    }

    private boolean remove(boolean last) throws IOException {
        try {
            Files.walkFileTree(folder, new Removal());
            return true;
        } catch (DirectoryNotEmptyException e) {
            if (last) {
                throw e;
            }
            return false;
        }
    }

    /** Removes a folder and all in it; follows no links, and does not mind what goes away by itself. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
            if (e != null && !(e instanceof NoSuchFileException)) {
                throw e;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
