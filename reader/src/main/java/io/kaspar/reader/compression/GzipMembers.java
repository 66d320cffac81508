package io.kaspar.reader.compression;

import io.kaspar.reader.bytes.CorruptSegmentException;
import java.io.Closeable;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip data (RFC 1952): one member after the other. What follows the last member and does not begin like
 * another is ignored, as Java's own stream does.
 */
final class GzipMembers implements Closeable {
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM_MASK = 1 << 1;
    private static final int EXTRA_MASK = 1 << 2;
    private static final int NAME_MASK = 1 << 3;
    private static final int COMMENT_MASK = 1 << 4;
    private static final int TIME_AND_SYSTEM_LENGTH = Integer.BYTES + 2; // modification time, extra flags, system
    private static final int SMALLEST_MEMBER_LENGTH = 18; // header and trailer
    private static final int UINT16_MASK = 0xffff;
    private static final int SMALLEST_ROOM = 1 << 12;
    private static final int LARGEST_ROOM = 1 << 20;
    // What JSON and the like usually expand to at most.
    private static final long USUAL_EXPANSION = 8;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc32 = new CRC32();

    void decompress(RecordsDecompression records) throws CorruptSegmentException {
        skipHeader(records);
        decompressMember(records);
        while (records.remaining() > SMALLEST_MEMBER_LENGTH && skipsHeader(records)) {
            decompressMember(records);
        }
    }

    private boolean skipsHeader(RecordsDecompression records) {
        try {
            skipHeader(records);
            return true;
        } catch (CorruptSegmentException e) { // not a member: nothing that counts
            return false;
        }
    }

    private void skipHeader(RecordsDecompression records) throws CorruptSegmentException {
        int headerPosition = records.position();
        if (records.uint16LittleEndian() != MAGIC || records.uint8() != DEFLATE) {
            throw records.corrupt("they do not begin with the magic number of gzip");
        }
        int flags = records.uint8();
        records.skip(TIME_AND_SYSTEM_LENGTH);
        if ((flags & EXTRA_MASK) != 0) {
            records.skip(records.uint16LittleEndian());
        }
        if ((flags & NAME_MASK) != 0) {
            skipText(records);
        }
        if ((flags & COMMENT_MASK) != 0) {
            skipText(records);
        }
        if ((flags & HEADER_CHECKSUM_MASK) != 0) {
            crc32.reset();
            crc32.update(records.bytes(), headerPosition, records.position() - headerPosition);
            if (records.uint16LittleEndian() != (crc32.getValue() & UINT16_MASK)) {
                throw records.corrupt("the checksum of the gzip header does not match");
            }
        }
    }

    private static void skipText(RecordsDecompression records) throws CorruptSegmentException {
        while (records.uint8() != 0) {}
    }

    private void decompressMember(RecordsDecompression records) throws CorruptSegmentException {
        inflater.reset();
        inflater.setInput(records.bytes(), records.position(), records.remaining());
        crc32.reset();
        while (!inflater.finished()) {
            inflate(records);
        }
        records.skip(Math.toIntExact(inflater.getBytesRead()));
        long length = inflater.getBytesWritten();
        if (records.int32LittleEndian() != (int) crc32.getValue() || records.int32LittleEndian() != (int) length) {
            throw records.corrupt("the checksum or the length in the gzip trailer does not match");
        }
    }

    private void inflate(RecordsDecompression records) throws CorruptSegmentException {
        long usual = inflater.getRemaining() * USUAL_EXPANSION;
        int room = (int) Math.max(SMALLEST_ROOM, Math.min(LARGEST_ROOM, usual));
        DecompressionTarget target = records.targetWithRoom(room);
        try {
            int length = inflater.inflate(target.array(), target.limit(), room);
            if (length == 0 && !inflater.finished()) {
                throw records.corrupt("the deflated bytes end too early, or want a dictionary");
            }
            crc32.update(target.array(), target.limit(), length);
            records.appended(length);
        } catch (DataFormatException e) {
            throw records.corrupt(e);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
