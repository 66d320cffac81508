package io.kaspar.reader.directory;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file or directory is there but may not be read, or is a symbolic link, which is never followed. */
public final class NotReadableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The user that this process runs as has no right to read it, or to list it. */
    static NotReadableException denied(Path path, AccessDeniedException cause) {
        return new NotReadableException(path, denied(), cause);
    }

    /** What a path is, to a process that has no right to read it. */
    static String denied() {
        return "may not be read by the user " + System.getProperty("user.name") + " of this process";
    }

    NotReadableException(Path path, String why, @Nullable IOException cause) {
        super(path + " " + why, cause);
    }
}
