package io.kaspar.reader.compression;

import io.kaspar.reader.bytes.CorruptSegmentException;

/**
 * Walks the headers of zstd frames and blocks (RFC 8878) for how much they can expand to at most.
 *
 * <p>Kafka's clients write frames that do not say how long their content is.
 */
final class ZstdFrameBound {
    private static final int MAGIC = 0xfd2fb528;
    private static final int SKIPPABLE_MAGIC = 0x184d2a50;
    private static final int SKIPPABLE_MAGIC_MASK = 0xfffffff0;
    private static final int CONTENT_LENGTH_SHIFT = 6;
    private static final int SINGLE_SEGMENT_MASK = 1 << 5;
    private static final int CHECKSUM_MASK = 1 << 2;
    private static final int DICTIONARY_MASK = 3;
    private static final int MAX_BLOCK_LENGTH = 1 << 17;
    private static final int LAST_BLOCK_MASK = 1;
    private static final int BLOCK_TYPE_MASK = 3;
    private static final int BLOCK_LENGTH_SHIFT = 3;
    private static final int RAW_BLOCK = 0;
    private static final int REPEATED_BYTE_BLOCK = 1;

    private ZstdFrameBound() {}

    /** Moves over all frames. */
    static long of(RecordsDecompression records) throws CorruptSegmentException {
        long bound = 0;
        while (records.remaining() > 0) {
            int magic = records.int32LittleEndian();
            if (magic == MAGIC) {
                bound += ofFrame(records);
            } else if ((magic & SKIPPABLE_MAGIC_MASK) == SKIPPABLE_MAGIC) {
                records.skip(records.int32LittleEndian());
            } else {
                throw records.corrupt("a frame does not begin with its magic number");
            }
        }
        return bound;
    }

    private static long ofFrame(RecordsDecompression records) throws CorruptSegmentException {
        int descriptor = records.uint8();
        boolean singleSegment = (descriptor & SINGLE_SEGMENT_MASK) != 0;
        int contentLengthCode = descriptor >>> CONTENT_LENGTH_SHIFT;
        int windowLength = singleSegment ? 0 : Byte.BYTES;
        int dictionaryIdLength = 1 << (descriptor & DICTIONARY_MASK) >> 1;
        int contentLengthLength = contentLengthCode == 0 && !singleSegment ? 0 : 1 << contentLengthCode;
        records.skip(windowLength + dictionaryIdLength + contentLengthLength);
        long bound = ofBlocks(records);
        if ((descriptor & CHECKSUM_MASK) != 0) {
            records.skip(Integer.BYTES);
        }
        return bound;
    }

    private static long ofBlocks(RecordsDecompression records) throws CorruptSegmentException {
        long bound = 0;
        int header;
        do {
            header = records.uint16LittleEndian() | records.uint8() << Short.SIZE;
            int type = header >>> 1 & BLOCK_TYPE_MASK;
            int length = header >>> BLOCK_LENGTH_SHIFT;
            records.skip(type == REPEATED_BYTE_BLOCK ? Byte.BYTES : length);
            bound += type == RAW_BLOCK || type == REPEATED_BYTE_BLOCK ? length : MAX_BLOCK_LENGTH;
        } while ((header & LAST_BLOCK_MASK) == 0);
        return bound;
    }
}
