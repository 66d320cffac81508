package io.kaspar.reader.directory;

/**
 * What was found where a directory was looked for.
 *
 * @param detail names the path, what was found and what was expected; for messages
 */
public record DirectoryCheck(DirectoryVerdict verdict, String detail) {
    /** Whether it may be read. */
    public boolean matches() {
        return verdict == DirectoryVerdict.MATCHES;
    }
}
