package io.kaspar.reader.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log directory's {@code cleaner-offset-checkpoint}: how far compaction has come in each partition.
 *
 * <p>Only before that offset may a log lack offsets. Elsewhere a gap means that something was lost or is broken.
 */
final class CleanerCheckpoint {
    private static final String FILE_NAME = "cleaner-offset-checkpoint";

    private CleanerCheckpoint() {}

    /** Whether the log directory of a partition has one. */
    static boolean isThere(Path partitionDirectory) {
        return Files.exists(partitionDirectory.resolveSibling(FILE_NAME), LinkOption.NOFOLLOW_LINKS);
    }

    /** The first offset that compaction has not reached; 0 when the directory has never been compacted. */
    static long read(Path partitionDirectory) throws IOException {
        Path path = partitionDirectory.resolveSibling(FILE_NAME);
        return CheckpointText.read(path)
                .map(text -> find(text, String.valueOf(partitionDirectory.getFileName())))
                .orElse(0L); // then no gap is believed
    }

    private static long find(String text, String directoryName) {
        int dash = directoryName.lastIndexOf('-');
        String line = directoryName.substring(0, dash) + " " + directoryName.substring(dash + 1);
        Matcher matcher = Pattern.compile("^" + Pattern.quote(line) + " ([0-9]{1,18})$", Pattern.MULTILINE)
                .matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
