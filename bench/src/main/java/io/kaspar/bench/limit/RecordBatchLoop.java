package io.kaspar.bench.limit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Gives the record batches of parts to a query: large reads, checksums, decompression into one buffer. */
final class RecordBatchLoop {
    static final int LENGTH_POSITION = 8;
    static final int UNCOUNTED_LENGTH = 12;
    static final int CRC_POSITION = 17;
    static final int ATTRIBUTES_POSITION = 21;
    static final int BASE_TIMESTAMP_POSITION = 27;
    static final int MAX_TIMESTAMP_POSITION = 35;
    static final int RECORD_COUNT_POSITION = 57;
    static final int HEADER_LENGTH = 61;
    private static final int CODEC_MASK = 7;
    private static final int CHUNK_LENGTH = 1 << 20;

    private final CRC32C crc32c = new CRC32C();
    private final Decompressors decompressors = new Decompressors();
    private final HandQuery query;
    private ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_LENGTH);

    RecordBatchLoop(HandQuery query) {
        this.query = query;
    }

    void run(SegmentPart part) throws IOException {
        try (FileChannel file = FileChannel.open(part.file(), StandardOpenOption.READ)) {
            if (query.readsHeadersOnly()) {
                readHeaders(file, part);
            } else {
                readRecords(file, part);
            }
        }
    }

    private void readHeaders(FileChannel file, SegmentPart part) throws IOException {
        ByteBuffer header = ByteBuffer.allocateDirect(HEADER_LENGTH);
        for (long position = part.startPosition(); position < part.endPosition(); ) {
            header.clear();
            if (file.read(header, position) != HEADER_LENGTH) {
                throw new IOException(part.file() + " ends within a record batch");
            }
            query.header(header.getInt(RECORD_COUNT_POSITION));
            position += header.getInt(LENGTH_POSITION) + UNCOUNTED_LENGTH;
        }
    }

    private void readRecords(FileChannel file, SegmentPart part) throws IOException {
        long position = part.startPosition();
        while (position < part.endPosition()) {
            fill(file, position, part);
            int used = chunkOfBatches();
            if (used == 0) {
                grow();
            }
            position += used;
        }
    }

    private void fill(FileChannel file, long position, SegmentPart part) throws IOException {
        chunk.clear().limit((int) Math.min(chunk.capacity(), part.endPosition() - position));
        while (chunk.hasRemaining()) {
            int count = file.read(chunk, position + chunk.position());
            if (count < 0) {
                throw new IOException(part.file() + " is shorter than it was");
            }
        }
    }

    /** Takes the whole record batches in the chunk and returns their length. */
    private int chunkOfBatches() throws IOException {
        int end = chunk.position();
        int position = 0;
        while (end - position >= HEADER_LENGTH) {
            int size = chunk.getInt(position + LENGTH_POSITION) + UNCOUNTED_LENGTH;
            if (size > end - position) {
                break;
            }
            if (query.wants(chunk.getLong(position + MAX_TIMESTAMP_POSITION))) {
                checkCrc(position, size);
                decompressors.decompress(
                        chunk.getShort(position + ATTRIBUTES_POSITION) & CODEC_MASK,
                        chunk,
                        position + HEADER_LENGTH,
                        size - HEADER_LENGTH);
                query.records(
                        decompressors.bytes(),
                        0,
                        chunk.getInt(position + RECORD_COUNT_POSITION),
                        chunk.getLong(position + BASE_TIMESTAMP_POSITION));
            }
            position += size;
        }
        return position;
    }

    private void checkCrc(int position, int size) throws IOException {
        crc32c.reset();
        chunk.limit(position + size).position(position + ATTRIBUTES_POSITION);
        crc32c.update(chunk);
        chunk.clear();
        if ((int) crc32c.getValue() != chunk.getInt(position + CRC_POSITION)) {
            throw new IOException("a record batch does not have its checksum");
        }
    }

    private void grow() {
        chunk = ByteBuffer.allocateDirect(2 * chunk.capacity());
    }
}
