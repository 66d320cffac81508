package io.kaspar.reader.directory;

import io.kaspar.reader.bytes.SegmentFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The text of one of the checkpoint files that Kafka keeps beside its logs ({@code CheckpointFile} in Kafka). */
final class CheckpointText {
    private static final int MAX_LENGTH = 16 << 20;

    private CheckpointText() {}

    /** The file's text, at most 16 MiB of it; empty when it is not there or may not be read. */
    static Optional<String> read(Path path) throws IOException {
        try (SegmentFile file = SegmentFile.open(path)) {
            byte[] bytes = new byte[(int) Math.min(file.length(), MAX_LENGTH)];
            int length = file.read(0, bytes, 0, bytes.length);
            return Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
        } catch (NoSuchFileException | AccessDeniedException e) {
            return Optional.empty();
        }
    }
}
