package io.kaspar.reader.segment;

import io.kaspar.reader.bytes.SegmentFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
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
    private static final int MAX_LENGTH = 16 << 20;

    private CleanerCheckpoint() {}

    /** Whether the log directory of a partition has one. */
    static boolean isThere(Path partitionDirectory) {
        return Files.exists(partitionDirectory.resolveSibling(FILE_NAME), LinkOption.NOFOLLOW_LINKS);
    }

    /** The first offset that compaction has not reached; 0 when the directory has never been compacted. */
    static long read(Path partitionDirectory) throws IOException {
        Path path = partitionDirectory.resolveSibling(FILE_NAME);
        try (SegmentFile file = SegmentFile.open(path)) {
            byte[] bytes = new byte[(int) Math.min(file.length(), MAX_LENGTH)];
            int length = file.read(0, bytes, 0, bytes.length);
            String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
            return find(text, String.valueOf(partitionDirectory.getFileName()));
        } catch (NoSuchFileException | AccessDeniedException e) {
            return 0; // then no gap is believed
        }
    }

    private static long find(String text, String directoryName) {
        int dash = directoryName.lastIndexOf('-');
        String line = directoryName.substring(0, dash) + " " + directoryName.substring(dash + 1);
        Matcher matcher = Pattern.compile("^" + Pattern.quote(line) + " ([0-9]{1,18})$", Pattern.MULTILINE)
                .matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
