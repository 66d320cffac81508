package io.kaspar.reader.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.batch.CompressionCodec;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flips and truncates compressed bytes. */
@Timeout(60)
class RecordsDecompressorCorruptionTest {
    private static final long SEED = Long.getLong("kaspar.seed", System.nanoTime());
    private static final int ROUNDS = 3000;
    private static final int CONTENT_LENGTH = 3000;
    // No codec may ask for more than this for so few compressed bytes.
    private static final int MOST_MEMORY = 8 << 20;

    private final Random random = new Random(SEED);
    private final RecordsDecompressor decompressor = new RecordsDecompressor(4 << 20);

    @BeforeAll
    static void printSeed() {
        System.out.println("kaspar.seed=" + SEED);
    }

    @AfterEach
    void close() {
        decompressor.close();
    }

    private byte[] section(CompressionCodec codec) throws IOException {
        return CompressedBatches.compress(
                CompressedBatches.compression(codec), CompressedBatches.content(random, CONTENT_LENGTH));
    }

    @ParameterizedTest
    @EnumSource(value = CompressionCodec.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void survivesFlippedBits(CompressionCodec codec) throws IOException {
        byte[] whole = section(codec);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] broken = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                // The headers, where the lengths are, more often than the rest.
                int position = random.nextInt(random.nextBoolean() ? Math.min(30, broken.length) : broken.length);
                broken[position] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            }
            decompress(codec, broken);
        }
    }

    @ParameterizedTest
    @EnumSource(value = CompressionCodec.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void survivesAnyBytesAfterAGoodBeginning(CompressionCodec codec) throws IOException {
        byte[] whole = section(codec);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] broken = new byte[whole.length];
            random.nextBytes(broken);
            System.arraycopy(whole, 0, broken, 0, random.nextInt(25));
            decompress(codec, broken);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodec.class,
            names = {"GZIP", "LZ4", "ZSTD"})
    void noticesEveryTruncation(CompressionCodec codec) throws IOException {
        byte[] whole = section(codec);
        for (int length = codec == CompressionCodec.ZSTD ? 1 : 0; length < whole.length; length++) {
            RecordBatchView recordBatch = CompressedBatches.of(codec, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> decompressor.decompress(recordBatch, new GrowingBytes()))
                    .isInstanceOf(CorruptSegmentException.class)
                    .hasMessageContaining("made here, byte 7: record batch at offset 0")
                    .hasMessageContaining("cannot be decompressed as " + codec);
        }
    }

    @ParameterizedTest
    @EnumSource(value = CompressionCodec.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void worksOnAfterAFailure(CompressionCodec codec) throws IOException {
        byte[] whole = section(codec);
        byte[] broken = whole.clone();
        Arrays.fill(broken, broken.length / 2, broken.length, (byte) 0xff);
        decompress(codec, broken);

        assertThat(decompressor.decompress(CompressedBatches.of(codec, whole), new GrowingBytes()))
                .isEqualTo(CONTENT_LENGTH);
    }

    /** Gives some bytes, or says that they are broken: nothing else. */
    private void decompress(CompressionCodec codec, byte[] section) throws IOException {
        GrowingBytes target = new GrowingBytes();
        try {
            decompressor.decompress(CompressedBatches.of(codec, section), target);
        } catch (CorruptSegmentException e) {
            assertThat(e).hasMessageContaining("made here, byte 7: record batch at offset 0");
        }
        assertThat(target.array().length).isLessThanOrEqualTo(MOST_MEMORY);
    }
}
