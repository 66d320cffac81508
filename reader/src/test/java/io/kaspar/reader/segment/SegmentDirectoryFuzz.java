package io.kaspar.reader.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.batch.OldFormatException;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.directory.FilesChangedException;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.directory.NotReadableException;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.golden.CopiedPartition;
import io.kaspar.reader.golden.GoldenSegments;
import io.kaspar.reader.golden.LogReading;
import io.kaspar.reader.golden.ReadRecord;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A partition directory whose files somebody damaged. With checksums on, records come as they were, up to the fault; with
 * checksums off, anything but an undocumented error may come.
 *
 * <p>An input: the partition and whether checksums count, where to start, then edits of files: which one, how, where, with
 * what.
 */
final class SegmentDirectoryFuzz implements FuzzTarget {
    private static final int EDITS_POSITION = 2;
    private static final int EDIT_LENGTH = 6;
    private static final int MAX_EDITS = 12;
    private static final List<String> TOPICS =
            List.of("codec-none", "codec-lz4", "codec-snappy", "codec-zstd", "codec-gzip", "transactions", "compacted");

    private final Map<String, Golden> goldens = new TreeMap<>();

    private record Golden(List<ReadRecord> records, OffsetRange range) {}

    @Override
    public void run(byte[] input) throws IOException {
        if (input.length < EDITS_POSITION) {
            return;
        }
        String topic = TOPICS.get((input[0] & 0x3f) % TOPICS.size());
        boolean checkCrcs = (input[0] & 0x40) == 0;
        Golden golden = golden(topic);
        long start = golden.range().startOffset()
                + (input[1] & 0xff) % golden.range().offsetCount();
        Path logDir = Files.createTempDirectory("kaspar-fuzz");
        try {
            CopiedPartition copy = CopiedPartition.of(topic, logDir);
            edit(copy.path(), ByteBuffer.wrap(input, EDITS_POSITION, input.length - EDITS_POSITION));
            OffsetRange range = new OffsetRange(start, golden.range().endOffset());
            List<ReadRecord> found = new ArrayList<>();
            boolean whole = read(copy, range, checkCrcs, found);
            if (checkCrcs) {
                compare(golden, range, found, whole, topic.equals("compacted"));
            }
        } finally {
            delete(logDir);
        }
    }

    private static boolean read(CopiedPartition copy, OffsetRange range, boolean checkCrcs, List<ReadRecord> found)
            throws IOException {
        try {
            LogReading.readInto(found, copy.directory(), range, Isolation.READ_UNCOMMITTED, checkCrcs);
            return true;
        } catch (CorruptSegmentException
                | OldFormatException
                | RangeNotHeldException
                | FilesChangedException
                | NotReadableException e) {
            return false;
        }
    }

    private static void compare(
            Golden golden, OffsetRange range, List<ReadRecord> found, boolean whole, boolean compacted) {
        List<ReadRecord> expected = golden.records().stream()
                .filter(record -> record.offset() >= range.startOffset())
                .toList();
        if (compacted) {
            // Where compaction has been a hole proves nothing, so a lost segment there goes unseen.
            assertThat(expected).containsAll(found);
        } else if (whole) {
            assertThat(found).isEqualTo(expected);
        } else {
            assertThat(found).isEqualTo(expected.subList(0, found.size()));
        }
    }

    private static void edit(Path directory, ByteBuffer edits) throws IOException {
        for (int count = 0; count < MAX_EDITS && edits.remaining() >= EDIT_LENGTH; count++) {
            List<Path> files = GoldenSegments.files(directory, "");
            Path file = files.get((edits.get() & 0xff) % files.size());
            int how = edits.get() & 0xff;
            int where = edits.getShort() & 0xffff;
            short what = edits.getShort();
            byte[] bytes = Files.readAllBytes(file);
            int position = bytes.length == 0 ? 0 : where % bytes.length;
            switch (how % 8) {
                case 0, 1, 2 -> set(file, bytes, position, (byte) what);
                case 3 -> setInt(file, bytes, position, what);
                case 4 -> Files.write(file, Arrays.copyOf(bytes, position));
                case 5 -> Files.write(file, Arrays.copyOf(bytes, bytes.length + (what & 0xfff)));
                case 6 -> Files.write(file, cut(bytes, position, what & 0xff));
                default -> rename(file, how, what);
            }
        }
    }

    private static void set(Path file, byte[] bytes, int position, byte value) throws IOException {
        if (bytes.length > 0) {
            bytes[position] = value;
            Files.write(file, bytes);
        }
    }

    private static void setInt(Path file, byte[] bytes, int position, short value) throws IOException {
        if (bytes.length >= Integer.BYTES) {
            ByteBuffer.wrap(bytes).putInt(Math.min(position, bytes.length - Integer.BYTES), value << (value & 15));
            Files.write(file, bytes);
        }
    }

    private static byte[] cut(byte[] bytes, int position, int length) {
        int end = Math.min(bytes.length, position + length);
        byte[] rest = new byte[bytes.length - (end - position)];
        System.arraycopy(bytes, 0, rest, 0, position);
        System.arraycopy(bytes, end, rest, position, bytes.length - end);
        return rest;
    }

    private static void rename(Path file, int how, short what) throws IOException {
        String suffix = String.valueOf(file.getFileName()).replaceFirst("^[0-9]{20}", "");
        String name = switch (how >> 3 & 3) {
            case 0 -> file.getFileName() + ".deleted";
            case 1 -> "9".repeat(20) + suffix;
            case 2 -> LogFileName.of(Long.MAX_VALUE, suffix);
            default -> LogFileName.of(what & 0xffff, suffix);
        };
        Path target = file.resolveSibling(name);
        if (!Files.exists(target)) {
            Files.move(file, target);
        }
    }

    private Golden golden(String topic) throws IOException {
        Golden known = goldens.get(topic);
        if (known != null) {
            return known;
        }
        PartitionDirectory directory = GoldenSegments.directory(topic);
        long first = directory.firstOffset().orElseThrow();
        // The last batch of each topic is followed by nothing; its end is the end of the range.
        long end = lastOffset(topic) + 1;
        OffsetRange range = new OffsetRange(first, end);
        Golden golden = new Golden(LogReading.read(directory, range, Isolation.READ_UNCOMMITTED), range);
        goldens.put(topic, golden);
        return golden;
    }

    private static long lastOffset(String topic) throws IOException {
        List<Path> segments = GoldenSegments.segmentFiles(topic);
        long last = 0;
        for (Path file : segments) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            for (int position = 0; position < bytes.capacity(); ) {
                last = bytes.getLong(position) + bytes.getInt(position + 23);
                position += bytes.getInt(position + 8) + 12;
            }
        }
        return last;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int topic = 0; topic < TOPICS.size(); topic++) {
            seeds.add(new byte[] {(byte) topic, 0});
            for (int how = 0; how < 32; how += 3) {
                seeds.add(new byte[] {(byte) topic, 3, 1, (byte) how, 0, 70, 1, 17, 0, (byte) how, 1, 5, 2, 3});
            }
        }
        return seeds;
    }
}
