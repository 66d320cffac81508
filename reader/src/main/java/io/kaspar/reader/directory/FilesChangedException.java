package io.kaspar.reader.directory;

import java.io.IOException;
import java.nio.file.Path;

/** The broker moved or deleted files of a partition just when they were to be opened. Trying again later can succeed. */
public final class FilesChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    public FilesChangedException(Path path, String what) {
        super(path + " " + what);
    }
}
