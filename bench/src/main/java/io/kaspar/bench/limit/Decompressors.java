package io.kaspar.bench.limit;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.xerial.snappy.Snappy;

/** The codecs, each into the same array. */
final class Decompressors {
    private static final int GZIP = 1;
    private static final int SNAPPY = 2;
    private static final int LZ4 = 3;
    private static final int ZSTD = 4;

    private static final int LZ4_BLOCK_SIZE_POSITION = 5; // the BD byte of a frame
    private static final int LZ4_BLOCKS_POSITION = 7; // after magic, FLG, BD and the header's checksum
    private static final int LZ4_CONTENT_FLAGS =
            0x1C; // block checksums, content size, content checksum: Kafka writes none
    private static final int LZ4_SIZE_SHIFT = 4;
    private static final int SNAPPY_HEADER_LENGTH = 16; // of snappy-java's stream
    private static final int GZIP_HEADER_LENGTH = 10;

    private final LZ4SafeDecompressor lz4 = LZ4Factory.fastestInstance().safeDecompressor();
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private byte[] bytes = new byte[256 << 10];
    private ByteBuffer asBuffer = ByteBuffer.wrap(bytes);

    /** What was decompressed last, from position 0; the array is used again for the next record batch. */
    byte[] bytes() {
        return bytes;
    }

    void decompress(int codec, ByteBuffer source, int position, int length) throws IOException {
        switch (codec) {
            case GZIP -> gzip(source, position, length);
            case SNAPPY -> snappy(source, position, length);
            case LZ4 -> lz4(source, position, position + length);
            case ZSTD -> zstd(source, position, length);
            default -> {
                ensure(length);
                source.get(position, bytes, 0, length);
            }
        }
    }

    private void lz4(ByteBuffer source, int start, int end) throws IOException {
        if ((source.get(start + LZ4_BLOCK_SIZE_POSITION - 1) & LZ4_CONTENT_FLAGS) != 0) {
            throw new IOException("an lz4 frame with options that Kafka does not write");
        }
        int blockSize = 1 << (8 + 2 * (source.get(start + LZ4_BLOCK_SIZE_POSITION) >>> LZ4_SIZE_SHIFT));
        int position = start + LZ4_BLOCKS_POSITION;
        int length = 0;
        while (position < end) {
            int header = Integer.reverseBytes(source.getInt(position));
            int blockLength = header & Integer.MAX_VALUE;
            position += Integer.BYTES;
            if (blockLength == 0) {
                return;
            }
            ensure(length + blockSize);
            if (header < 0) {
                source.get(position, bytes, length, blockLength);
                length += blockLength;
            } else {
                length += lz4.decompress(source, position, blockLength, asBuffer, length, blockSize);
            }
            position += blockLength;
        }
    }

    private void zstd(ByteBuffer source, int position, int length) throws IOException {
        while (true) {
            try {
                zstd.decompressDirectByteBufferToByteArray(
                        bytes, 0, bytes.length - Varints.PADDING, source, position, length);
                return;
            } catch (ZstdException e) {
                if (e.getErrorCode() != Zstd.errDstSizeTooSmall()) {
                    throw new IOException("no zstd data", e);
                }
                ensure(2 * bytes.length);
            }
        }
    }

    private void snappy(ByteBuffer source, int start, int length) throws IOException {
        byte[] compressed = new byte[length];
        source.get(start, compressed);
        int target = 0;
        for (int position = SNAPPY_HEADER_LENGTH; position < length; ) {
            int blockLength =
                    ByteBuffer.wrap(compressed).order(ByteOrder.BIG_ENDIAN).getInt(position);
            position += Integer.BYTES;
            ensure(target + Snappy.uncompressedLength(compressed, position, blockLength));
            target += Snappy.uncompress(compressed, position, blockLength, bytes, target);
            position += blockLength;
        }
    }

    private void gzip(ByteBuffer source, int start, int length) throws IOException {
        byte[] compressed = new byte[length];
        source.get(start, compressed);
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(compressed, GZIP_HEADER_LENGTH, length - GZIP_HEADER_LENGTH);
            int target = 0;
            while (!inflater.finished()) {
                ensure(target + 1);
                target += inflater.inflate(bytes, target, bytes.length - Varints.PADDING - target);
                if (!inflater.finished() && target == bytes.length - Varints.PADDING) {
                    ensure(2 * bytes.length);
                }
            }
        } catch (DataFormatException e) {
            throw new IOException("no gzip data", e);
        } finally {
            inflater.end();
        }
    }

    private void ensure(int length) {
        int padded = length + Varints.PADDING;
        if (padded > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(padded, 2 * bytes.length));
            asBuffer = ByteBuffer.wrap(bytes);
        }
    }
}
