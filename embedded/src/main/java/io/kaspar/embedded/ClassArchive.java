package io.kaspar.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Classes as a JVM holds them in memory, kept in a file: the next JVM with the same class path starts sooner (JEP 310, JEP 350).
 * A JVM uses the archive when there is one, and else writes one when it ends. An archive of another JVM or class path is
 * passed over without a word.
 */
final class ClassArchive {
    /** The folder of the archives, set by the program that starts this JVM; nothing is kept without it. */
    static final String FOLDER = "kaspar.class.archives";

    private final Path file;
    private final Path unfinished;
    private final boolean isThere;

    private ClassArchive(Path file) {
        this.file = file;
        // with the id of this process: two of them may write at once
        unfinished = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        isThere = Files.exists(file);
    }

    /**
     * The archive of a program.
     *
     * @return empty when none are kept
     */
    static Optional<ClassArchive> of(String program) {
        return Optional.ofNullable(System.getProperty(FOLDER))
                .map(folder -> new ClassArchive(Path.of(folder, program.replace(' ', '-') + ".jsa")));
    }

    /** What the program's JVM is started with. */
    List<String> jvmFlags() {
        String use = isThere ? "-XX:SharedArchiveFile=" + file : "-XX:ArchiveClassesAtExit=" + unfinished;
        return List.of(use, "-Xlog:cds*=off");
    }

    /**
     * Keeps what the program's JVM has written, or throws it away.
     *
     * @param isWhole whether it ended by itself: one that was killed may have left half an archive
     */
    void ended(boolean isWhole) {
        try {
            if (isWhole && Files.exists(unfinished)) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // The next start takes longer; that is no reason for a program to fail at its end.
        }
    }
}
