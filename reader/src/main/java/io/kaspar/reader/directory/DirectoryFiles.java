package io.kaspar.reader.directory;

import io.kaspar.reader.bytes.SegmentFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of one directory. Follows no link, and says why one cannot be opened. */
public final class DirectoryFiles {
    private final Path path;

    public DirectoryFiles(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /**
     * The names of the files at this moment; not what they were or will be if a broker is renaming them.
     *
     * @throws NotReadableException when the directory may not be listed
     * @throws FilesChangedException when it is not there
     */
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        refuseLink();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (AccessDeniedException e) {
            throw NotReadableException.denied(path, e);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new FilesChangedException(path, "is not there any more");
        }
        return names;
    }

    /**
     * Opens a file by its name.
     *
     * @throws NotReadableException when it may not be read
     * @throws FilesChangedException when it is not there
     */
    public SegmentFile open(String name) throws IOException {
        Path file = path.resolve(name);
        try {
            refuseLink();
            return SegmentFile.open(file);
        } catch (NoSuchFileException e) {
            throw new FilesChangedException(file, "is not there any more");
        } catch (AccessDeniedException e) {
            throw NotReadableException.denied(file, e);
        } catch (IOException e) {
            if (Files.isSymbolicLink(file)) {
                throw new NotReadableException(file, "is a symbolic link, which is not followed", e);
            }
            throw e;
        }
    }

    private void refuseLink() throws NotReadableException {
        if (Files.isSymbolicLink(path)) {
            throw new NotReadableException(path, "is a symbolic link, which is not followed", null);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
