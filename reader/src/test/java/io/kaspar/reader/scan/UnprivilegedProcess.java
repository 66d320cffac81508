package io.kaspar.reader.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How to start a process that permissions stop, which they do not do to root's. */
final class UnprivilegedProcess {
    /** What lets root pass over permissions. */
    private static final String PRIVILEGES = "-dac_override,-dac_read_search";

    /** Leaves the process to root, as nobody else may be able to read the class path. */
    private static final List<String> LESS_THAN_ROOT =
            List.of("setpriv", "--bounding-set=" + PRIVILEGES, "--inh-caps=" + PRIVILEGES);

    private UnprivilegedProcess() {}

    /** What to put before a command, nothing for an ordinary user; empty when there is no such thing here. */
    static Optional<List<String>> prefix() throws IOException {
        Path file = Files.createTempFile("unreadable", "");
        try {
            Files.setPosixFilePermissions(file, Set.of());
            if (!Files.isReadable(file)) {
                return Optional.of(List.of());
            }
            boolean isStopped = runs("true") && !runs("cat", file.toString());
            return isStopped ? Optional.of(LESS_THAN_ROOT) : Optional.empty();
        } finally {
            Files.delete(file);
        }
    }

    private static boolean runs(String... command) {
        List<String> all = new ArrayList<>(LESS_THAN_ROOT);
        all.addAll(List.of(command));
        return Programs.succeed(all);
    }
}
