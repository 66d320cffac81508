package io.kaspar.reader.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.kaspar.reader.batch.CompressionCodec;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.kafka.common.compress.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xerial.snappy.Snappy;

/** Compares with Kafka's own decompression. */
class RecordsDecompressorOracleTest {
    private static final long SEED = Long.getLong("kaspar.seed", System.nanoTime());
    private static final int ROUNDS = 50;

    private final Random random = new Random(SEED);
    private final RecordsDecompressor decompressor = new RecordsDecompressor();
    private final GrowingBytes target = new GrowingBytes();

    @BeforeAll
    static void printSeed() {
        System.out.println("kaspar.seed=" + SEED);
    }

    @AfterEach
    void close() {
        decompressor.close();
    }

    static Stream<Compression> compressions() {
        return Stream.of(
                Compression.NONE,
                Compression.gzip().level(1).build(),
                Compression.gzip().level(9).build(),
                Compression.snappy().build(),
                Compression.lz4().level(1).build(),
                Compression.lz4().level(17).build(),
                Compression.zstd().level(-5).build(),
                Compression.zstd().level(3).build(),
                Compression.zstd().level(19).build());
    }

    @ParameterizedTest
    @MethodSource("compressions")
    void givesWhatWasCompressed(Compression compression) throws IOException {
        CompressionCodec codec = CompressedBatches.codec(compression);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] content = CompressedBatches.content(random, random.nextInt(1 << random.nextInt(1, 19)));
            assertSame(codec, CompressedBatches.compress(compression, content), content);
        }
    }

    @ParameterizedTest
    @MethodSource("compressions")
    void givesNothingForNothing(Compression compression) throws IOException {
        CompressionCodec codec = CompressedBatches.codec(compression);
        assertSame(codec, CompressedBatches.compress(compression, new byte[0]), new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("compressions")
    void givesManyBytesOutOfFew(Compression compression) throws IOException {
        CompressionCodec codec = CompressedBatches.codec(compression);
        byte[] content = new byte[5_000_000];
        assertSame(codec, CompressedBatches.compress(compression, content), content);
    }

    @ParameterizedTest
    @EnumSource(CompressionCodec.class)
    void agreesWithKafkaOnAnEmptySection(CompressionCodec codec) throws IOException {
        assertAgrees(codec, new byte[0]);
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodec.class,
            names = {"GZIP", "ZSTD", "SNAPPY", "LZ4"})
    void agreesWithKafkaOnWhatIsJoined(CompressionCodec codec) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            for (int part = 0; part < 3; part++) {
                byte[] content = CompressedBatches.content(random, random.nextInt(100_000));
                joined.write(CompressedBatches.compress(CompressedBatches.compression(codec), content));
            }
            assertAgrees(codec, joined.toByteArray());
        }
    }

    @Test
    void readsEveryFormOfAnLz4Frame() throws IOException {
        List<FLG.Bits[]> forms = List.of(
                new FLG.Bits[] {FLG.Bits.BLOCK_INDEPENDENCE},
                new FLG.Bits[] {FLG.Bits.BLOCK_INDEPENDENCE, FLG.Bits.CONTENT_CHECKSUM},
                new FLG.Bits[] {FLG.Bits.BLOCK_INDEPENDENCE, FLG.Bits.BLOCK_CHECKSUM},
                new FLG.Bits[] {FLG.Bits.BLOCK_INDEPENDENCE, FLG.Bits.BLOCK_CHECKSUM, FLG.Bits.CONTENT_CHECKSUM});
        for (BLOCKSIZE blockLength : BLOCKSIZE.values()) {
            for (FLG.Bits[] form : forms) {
                byte[] content = CompressedBatches.content(random, random.nextInt(10_000_000));
                ByteArrayOutputStream frame = new ByteArrayOutputStream();
                try (OutputStream stream = new LZ4FrameOutputStream(frame, blockLength, form)) {
                    stream.write(content);
                }
                assertSame(CompressionCodec.LZ4, frame.toByteArray(), content);
            }
        }
    }

    @Test
    void readsAnLz4FrameThatSaysItsLength() throws IOException {
        byte[] content = CompressedBatches.content(random, 1_000_000);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (OutputStream stream = new LZ4FrameOutputStream(
                frame, BLOCKSIZE.SIZE_64KB, content.length, FLG.Bits.BLOCK_INDEPENDENCE, FLG.Bits.CONTENT_SIZE)) {
            stream.write(content);
        }
        assertSame(CompressionCodec.LZ4, frame.toByteArray(), content);
    }

    @Test
    void readsOneBareSnappyBlock() throws IOException {
        byte[] content = CompressedBatches.content(random, 1_000_000);
        assertSame(CompressionCodec.SNAPPY, Snappy.compress(content), content);
    }

    @Test
    void readsZstdFramesThatSayTheirLength() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] content = CompressedBatches.content(random, random.nextInt(1 << random.nextInt(1, 19)));
            assertSame(CompressionCodec.ZSTD, Zstd.compress(content), content);
        }
    }

    @Test
    void ignoresWhatFollowsAGzipMember() throws IOException {
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        try (OutputStream member = new GZIPOutputStream(section)) {
            member.write(new byte[1000]);
        }
        section.write(new byte[50]);
        assertSame(CompressionCodec.GZIP, section.toByteArray(), new byte[1000]);
    }

    @ParameterizedTest
    @EnumSource(CompressionCodec.class)
    void expandsNothingBeyondTheLimit(CompressionCodec codec) throws IOException {
        RecordBatchView recordBatch = CompressedBatches.of(
                codec, CompressedBatches.compress(CompressedBatches.compression(codec), new byte[50_000_000]));
        try (RecordsDecompressor limited = new RecordsDecompressor(1_000_000)) {
            assertThatThrownBy(() -> limited.decompress(recordBatch, target))
                    .isInstanceOf(CorruptSegmentException.class)
                    .hasMessageContaining("expand to more than 1000000 bytes");
        }
        assertThat(target.array().length).isLessThan(4_000_000);
    }

    private void assertSame(CompressionCodec codec, byte[] section, byte[] content) throws IOException {
        assertThat(CompressedBatches.kafkaDecompresses(CompressedBatches.compression(codec), section))
                .isEqualTo(content);
        assertThat(decompressed(codec, section)).isEqualTo(content);
    }

    private void assertAgrees(CompressionCodec codec, byte[] section) throws IOException {
        byte[] content;
        try {
            content = CompressedBatches.kafkaDecompresses(CompressedBatches.compression(codec), section);
        } catch (IOException | RuntimeException e) { // Kafka refuses it
            assertThatThrownBy(() -> decompressed(codec, section)).isInstanceOf(CorruptSegmentException.class);
            return;
        }
        assertThat(decompressed(codec, section)).isEqualTo(content);
    }

    private byte[] decompressed(CompressionCodec codec, byte[] section) throws IOException {
        int length = decompressor.decompress(CompressedBatches.of(codec, section), target);
        return target.last(length);
    }

    @Test
    void refusesLinkedBlocksOfLz4AsKafkaDoes() throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (OutputStream stream = new LZ4FrameOutputStream(frame, BLOCKSIZE.SIZE_64KB, FLG.Bits.BLOCK_INDEPENDENCE)) {
            stream.write(CompressedBatches.content(random, 200_000));
        }
        byte[] linked = frame.toByteArray();
        int flagsPosition = Integer.BYTES;
        linked[flagsPosition] &= ~(1 << 5); // as some clients once wrote it
        linked[flagsPosition + 2] =
                (byte) (XXHashFactory.fastestInstance().hash32().hash(linked, flagsPosition, 2, 0) >>> Byte.SIZE);

        assertAgrees(CompressionCodec.LZ4, linked);
        assertThatThrownBy(() -> decompressed(CompressionCodec.LZ4, linked))
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("independent blocks expected");
    }
}
