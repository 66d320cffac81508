package io.kaspar.reader.compression;

import io.kaspar.reader.bytes.CorruptSegmentException;
import java.io.IOException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Decompresses an LZ4 frame as Kafka reads them: one frame, independent blocks, no dictionary; the checksum of the content
 * is not compared, what follows the frame is ignored.
 */
final class Lz4Frame {
    private static final int MAGIC = 0x184d2204;
    private static final int VERSION_SHIFT = 6;
    private static final int VERSION = 1;
    private static final int INDEPENDENT_BLOCKS_MASK = 1 << 5;
    private static final int BLOCK_CHECKSUM_MASK = 1 << 4;
    private static final int CONTENT_LENGTH_MASK = 1 << 3;
    private static final int CONTENT_CHECKSUM_MASK = 1 << 2;
    private static final int RESERVED_FLAGS_MASK = 3;
    private static final int BLOCK_LENGTH_SHIFT = 4;
    private static final int SMALLEST_BLOCK_LENGTH_CODE = 4; // 64 KiB; each next code is four times as much
    private static final int LARGEST_BLOCK_LENGTH_CODE = 7;
    private static final int RESERVED_BLOCK_MASK = 0x8f;
    private static final int NOT_COMPRESSED_MASK = 1 << 31;
    private static final int HASH_SEED = 0;
    private static final int BYTE_MASK = 0xff;
    // A byte that lengthens a match adds 255 bytes; nothing adds more.
    private static final long MAX_EXPANSION = 255;

    private final LZ4SafeDecompressor decompressor =
            LZ4Factory.fastestInstance().safeDecompressor();
    private final XXHash32 hash = XXHashFactory.fastestJavaInstance().hash32();

    void decompress(RecordsDecompression records) throws IOException {
        if (records.int32LittleEndian() != MAGIC) {
            throw records.corrupt("they do not begin with the magic number of a frame");
        }
        int descriptorPosition = records.position();
        int flags = flags(records);
        int maxBlockLength = maxBlockLength(records);
        if ((flags & CONTENT_LENGTH_MASK) != 0) {
            records.skip(Long.BYTES);
        }
        int descriptorLength = records.position() - descriptorPosition;
        int expected = hash.hash(records.bytes(), descriptorPosition, descriptorLength, HASH_SEED);
        if (records.uint8() != (expected >>> Byte.SIZE & BYTE_MASK)) {
            throw records.corrupt("the checksum of its frame header does not match");
        }
        decompressBlocks(records, flags, maxBlockLength);
    }

    private static int flags(RecordsDecompression records) throws CorruptSegmentException {
        int flags = records.uint8();
        if (flags >>> VERSION_SHIFT != VERSION
                || (flags & INDEPENDENT_BLOCKS_MASK) == 0
                || (flags & RESERVED_FLAGS_MASK) != 0) {
            throw records.corrupt("frame flags " + flags + " found, version 1 with independent blocks expected");
        }
        return flags;
    }

    private static int maxBlockLength(RecordsDecompression records) throws CorruptSegmentException {
        int descriptor = records.uint8();
        int code = descriptor >>> BLOCK_LENGTH_SHIFT;
        if ((descriptor & RESERVED_BLOCK_MASK) != 0 || code < SMALLEST_BLOCK_LENGTH_CODE) {
            throw records.corrupt("block descriptor " + descriptor + " found, a maximum length of code "
                    + SMALLEST_BLOCK_LENGTH_CODE + " to " + LARGEST_BLOCK_LENGTH_CODE + " expected");
        }
        return 1 << (2 * code + Byte.SIZE);
    }

    private void decompressBlocks(RecordsDecompression records, int flags, int maxBlockLength) throws IOException {
        int lengthField = records.int32LittleEndian();
        while (lengthField != 0 && lengthField != NOT_COMPRESSED_MASK) {
            int length = lengthField & ~NOT_COMPRESSED_MASK;
            if (length > maxBlockLength) {
                throw records.corrupt(
                        "a block of " + length + " bytes found, " + maxBlockLength + " are the most in its frame");
            }
            records.require(length);
            int blockPosition = records.position();
            decompressBlock(records, length, lengthField < 0, maxBlockLength);
            records.skip(length);
            if ((flags & BLOCK_CHECKSUM_MASK) != 0) {
                checkBlock(records, blockPosition, length);
            }
            lengthField = records.int32LittleEndian();
        }
        if ((flags & CONTENT_CHECKSUM_MASK) != 0) {
            records.skip(Integer.BYTES);
        }
    }

    private void decompressBlock(RecordsDecompression records, int length, boolean stored, int maxBlockLength)
            throws IOException {
        if (stored) {
            DecompressionTarget target = records.targetWithRoom(length);
            System.arraycopy(records.bytes(), records.position(), target.array(), target.limit(), length);
            records.appended(length);
            return;
        }
        int room = (int) Math.min(maxBlockLength, MAX_EXPANSION * length);
        DecompressionTarget target = records.targetWithRoom(room);
        try {
            records.appended(decompressor.decompress(
                    records.bytes(), records.position(), length, target.array(), target.limit(), room));
        } catch (LZ4Exception e) {
            throw records.corrupt(e);
        }
    }

    private void checkBlock(RecordsDecompression records, int blockPosition, int length) throws IOException {
        int expected = hash.hash(records.bytes(), blockPosition, length, HASH_SEED);
        if (records.int32LittleEndian() != expected) {
            throw records.corrupt("the checksum of a block does not match");
        }
    }
}
