package io.kaspar.reader.compression;

import io.kaspar.reader.bytes.BigEndian;
import io.kaspar.reader.bytes.CorruptSegmentException;
import java.io.IOException;
import org.xerial.snappy.Snappy;

/**
 * Decompresses snappy data as Kafka's clients write it: the framing of snappy-java (a header, then chunks that each begin
 * with their length as int32; several such streams may follow each other), or one bare snappy block.
 */
final class SnappyChunks {
    private static final long MAGIC = 0x82534e4150505900L; // 0x82, "SNAPPY", 0
    private static final int MAGIC_HEAD = (int) (MAGIC >>> Integer.SIZE);
    private static final int HEADER_LENGTH =
            Long.BYTES + Integer.BYTES + Integer.BYTES; // magic, version, compatible version
    // A copy element makes at most 64 bytes out of 3; no element makes more.
    private static final long MAX_EXPANSION = 22;

    void decompress(RecordsDecompression records) throws IOException {
        if (!isHeader(records)) {
            decompressBlock(records, records.remaining());
            return;
        }
        records.skip(HEADER_LENGTH);
        // Less than a length at the end is ignored, as snappy-java does.
        while (records.remaining() >= Integer.BYTES) {
            if (isHeader(records)) {
                records.skip(HEADER_LENGTH);
            } else {
                decompressChunk(records);
            }
        }
    }

    private static boolean isHeader(RecordsDecompression records) {
        return records.remaining() >= HEADER_LENGTH
                && BigEndian.int32(records.bytes(), records.position()) == MAGIC_HEAD
                && BigEndian.int64(records.bytes(), records.position()) == MAGIC;
    }

    private static void decompressChunk(RecordsDecompression records) throws IOException {
        int length = BigEndian.int32(records.bytes(), records.position());
        records.skip(Integer.BYTES);
        if (length < 0 || length > records.remaining()) {
            throw records.corrupt(
                    "a snappy chunk of " + length + " bytes found where " + records.remaining() + " remain");
        }
        decompressBlock(records, length);
    }

    private static void decompressBlock(RecordsDecompression records, int length) throws IOException {
        try {
            int claimed = Snappy.uncompressedLength(records.bytes(), records.position(), length);
            if (claimed < 0 || claimed > MAX_EXPANSION * length) {
                throw records.corrupt("a snappy block of " + length + " bytes claims to expand to " + claimed);
            }
            records.checkClaim(claimed);
            DecompressionTarget target = records.targetWithRoom(claimed);
            records.appended(
                    Snappy.uncompress(records.bytes(), records.position(), length, target.array(), target.limit()));
        } catch (CorruptSegmentException e) {
            throw e;
        } catch (IOException e) { // snappy-java's own
            throw records.corrupt(e);
        }
        records.skip(length);
    }
}
