package io.kaspar.reader.bytes;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of the log, read at positions. Opened read-only, never mapped into memory, never through a symbolic link.
 *
 * <p>Stays readable when the broker renames or deletes the file. Not thread-safe; must be closed.
 */
public final class SegmentFile implements Closeable {
    // The JDK copies through a direct buffer as large as the read and keeps it per thread.
    private static final int MAX_READ_LENGTH = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private long bytesRead;

    private SegmentFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens the file.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     * @throws java.nio.file.AccessDeniedException when it may not be read
     */
    public static SegmentFile open(Path path) throws IOException {
        return new SegmentFile(path, FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    public Path path() {
        return path;
    }

    /** The file's length now, in bytes; the broker may be writing to it. */
    public long length() throws IOException {
        return channel.size();
    }

    /** All bytes read since it was opened. */
    public long bytesRead() {
        return bytesRead;
    }

    /**
     * Reads as many bytes as there are, at most {@code length}.
     *
     * @return how many were read, fewer than {@code length} only at the end of the file, 0 after it
     */
    public int read(long position, byte[] target, int targetPosition, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, targetPosition, length);
        int done = 0;
        while (done < length) {
            buffer.limit(targetPosition + done + Math.min(length - done, MAX_READ_LENGTH));
            int count = channel.read(buffer, position + done);
            if (count <= 0) {
                break;
            }
            done += count;
        }
        bytesRead += done;
        return done;
    }

    /**
     * Reads exactly {@code length} bytes.
     *
     * @throws EOFException when the file ends before
     */
    public void readFully(long position, byte[] target, int targetPosition, int length) throws IOException {
        int count = read(position, target, targetPosition, length);
        if (count < length) {
            throw new EOFException(path + " ends at byte " + (position + count) + ", but " + length
                    + " bytes were expected from byte " + position);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
