package io.kaspar.reader.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A partition's {@code leader-epoch-checkpoint}: in which leader's epoch its offsets were written.
 *
 * <p>A broker writes an epoch down before the first of its records (Kafka's {@code LeaderEpochFileCache}), so that every
 * record that is there has its epoch here. After the log was cut at its end, entries that are cut off may still be there.
 */
public final class LeaderEpochCheckpoint {
    /** Says nothing of any epoch. */
    public static final LeaderEpochCheckpoint EMPTY = new LeaderEpochCheckpoint(new TreeMap<>());

    private static final String FILE_NAME = "leader-epoch-checkpoint";
    private static final Pattern ENTRY = Pattern.compile("^([0-9]{1,9}) ([0-9]{1,18})$", Pattern.MULTILINE);
    private static final int UNKNOWN_EPOCH = -1;

    private final NavigableMap<Long, Integer> epochsByStartOffset;

    private LeaderEpochCheckpoint(NavigableMap<Long, Integer> epochsByStartOffset) {
        this.epochsByStartOffset = epochsByStartOffset;
    }

    /** Reads a partition's; without the file, or permission to read it, it has no entries. */
    static LeaderEpochCheckpoint read(Path partitionDirectory) throws IOException {
        return parse(CheckpointText.read(partitionDirectory.resolve(FILE_NAME)).orElse(""));
    }

    /** After two lines, with the version of the format and the number of entries, each has an epoch and its first offset. */
    static LeaderEpochCheckpoint parse(String text) {
        NavigableMap<Long, Integer> epochs = new TreeMap<>();
        Matcher matcher = ENTRY.matcher(text);
        while (matcher.find()) {
            epochs.put(Long.parseLong(matcher.group(2)), Integer.parseInt(matcher.group(1)));
        }
        return new LeaderEpochCheckpoint(epochs);
    }

    /** Whether records of this epoch are there, or its leader was here. */
    public boolean contains(int epoch) {
        return epochsByStartOffset.containsValue(epoch);
    }

    /** The epoch in which an offset was written; below 0 when that is before the first entry. */
    public int epochAt(long offset) {
        Map.Entry<Long, Integer> entry = epochsByStartOffset.floorEntry(offset);
        return entry == null ? UNKNOWN_EPOCH : entry.getValue();
    }

    @Override
    public String toString() {
        return "epochs by start offset " + epochsByStartOffset;
    }
}
