package io.kaspar.reader.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the files of a log directory in which a broker keeps an offset for each partition. */
public enum OffsetCheckpoint {
    /** How far compaction has come here. What a replica copied may have been compacted farther, where it was copied from. */
    CLEANER("cleaner-offset-checkpoint"),
    /** Up to which offset records were committed, written every few seconds and at the end. */
    HIGH_WATERMARK("replication-offset-checkpoint"),
    /** Up to which offset the log was surely on the disk; its end, when the broker stopped in an orderly way. */
    RECOVERY_POINT("recovery-point-offset-checkpoint");

    private final String fileName;

    OffsetCheckpoint(String fileName) {
        this.fileName = fileName;
    }

    /** Whether the log directory of a partition has the file. */
    public boolean isThere(Path partitionDirectory) {
        return Files.exists(partitionDirectory.resolveSibling(fileName), LinkOption.NOFOLLOW_LINKS);
    }

    /** A partition's offset; empty when the file has none for it, is not there, or may not be read. */
    public OptionalLong read(Path partitionDirectory) throws IOException {
        String directoryName = String.valueOf(partitionDirectory.getFileName());
        return CheckpointText.read(partitionDirectory.resolveSibling(fileName))
                .map(text -> find(text, directoryName))
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong find(String text, String directoryName) {
        int dash = directoryName.lastIndexOf('-');
        String line = directoryName.substring(0, dash) + " " + directoryName.substring(dash + 1);
        Matcher matcher = Pattern.compile("^" + Pattern.quote(line) + " ([0-9]{1,18})$", Pattern.MULTILINE)
                .matcher(text);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
