package io.kaspar.reader.scan;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of a few megabytes, in memory, that is a log directory: it gets full as disks do. */
final class SmallDisk implements AutoCloseable {
    private static final int PIECE_BYTES = 1 << 12;

    private final Path path;
    private final Thread atExit = new Thread(this::unmount, "small-disk-unmount");

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts it at a path; whoever may not mount skips the test. */
    static SmallDisk mount(Path path, int megabytes) throws IOException {
        Files.createDirectories(path);
        SmallDisk disk = new SmallDisk(path);
        Runtime.getRuntime().addShutdownHook(disk.atExit);
        boolean isMounted = Programs.succeed(
                List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path.toString()));
        if (!isMounted) {
            disk.close();
        }
        assumeTrue(isMounted, "a disk that gets full takes a mount of a tmpfs, which this user may not do");
        return disk;
    }

    Path path() {
        return path;
    }

    /** Writes a file of its own until there is no room for another byte. */
    void fill() throws IOException {
        byte[] bytes = new byte[PIECE_BYTES];
        try (OutputStream filler = Files.newOutputStream(path.resolve("filler"))) {
            while (freeBytes() > 0) {
                filler.write(bytes);
            }
        } catch (IOException e) {
            if (freeBytes() > 0) {
                throw e;
            }
        }
    }

    long freeBytes() throws IOException {
        return Files.getFileStore(path).getUnallocatedSpace();
    }

    /** Unmounts it now or, of files that somebody has open, when they are closed. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        unmount();
    }

    private void unmount() {
        Programs.succeed(List.of("umount", "--lazy", path.toString()));
    }
}
