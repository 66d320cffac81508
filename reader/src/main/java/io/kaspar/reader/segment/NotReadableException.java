package io.kaspar.reader.segment;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file or directory is there but may not be read, or is a symbolic link, which is never followed. */
public final class NotReadableException extends IOException {
    private static final long serialVersionUID = 1L;

    NotReadableException(Path path, String why, @Nullable IOException cause) {
        super(path + " " + why, cause);
    }
}
