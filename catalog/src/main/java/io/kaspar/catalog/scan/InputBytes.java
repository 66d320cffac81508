package io.kaspar.catalog.scan;

import org.apache.hadoop.fs.FileSystem;

/**
 * Fills the column "Input" of Spark's UI, which knows no other source than what Hadoop's file systems count per thread.
 * Not thread-safe: one per task.
 */
final class InputBytes {
    private long reportedBytes;

    /** @param bytes read by this task so far */
    @SuppressWarnings("deprecation") // Spark itself reads these statistics and none of their successors
    void report(long bytes) {
        if (bytes > reportedBytes) {
            FileSystem.getStatistics("kaspar", FileSystem.class).incrementBytesRead(bytes - reportedBytes);
            reportedBytes = bytes;
        }
    }
}
