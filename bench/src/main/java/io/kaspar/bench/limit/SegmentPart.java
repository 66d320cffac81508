package io.kaspar.bench.limit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whole record batches of a segment, for one thread.
 *
 * @param file the segment's log
 * @param startPosition of the first record batch
 * @param endPosition after the last one
 */
record SegmentPart(Path file, long startPosition, long endPosition) {
    private static final String LOG = ".log";
    private static final String INDEX = ".index";
    private static final long LENGTH = 16L << 20;

    /** All segments of a partition, cut at places that the offset index names. */
    static List<SegmentPart> of(Path partitionDirectory) throws IOException {
        List<SegmentPart> parts = new ArrayList<>();
        try (Stream<Path> files = Files.list(partitionDirectory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(LOG)).sorted().toList()) {
                cut(file, parts);
            }
        }
        return parts;
    }

    private static void cut(Path file, List<SegmentPart> parts) throws IOException {
        long size = Files.size(file);
        long start = 0;
        String name = file.toString();
        Path index = Path.of(name.substring(0, name.length() - LOG.length()) + INDEX);
        int entryCount = (int) (Files.size(index) / (2 * Integer.BYTES));
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(index)))) {
            int before = 0;
            for (int i = 0; i < entryCount; i++) {
                in.readInt();
                int position = in.readInt();
                if (position <= before) {
                    break; // the rest of an active segment's index is zeros
                }
                before = position;
                if (position - start >= LENGTH) {
                    parts.add(new SegmentPart(file, start, position));
                    start = position;
                }
            }
        }
        if (start < size) {
            parts.add(new SegmentPart(file, start, size));
        }
    }
}
