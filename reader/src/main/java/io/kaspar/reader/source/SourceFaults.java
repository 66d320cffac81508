package io.kaspar.reader.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What went wrong with the sources that a task has given up, for the error when none is left. */
final class SourceFaults {
    private final List<IOException> faults = new ArrayList<>();

    void add(IOException fault) {
        faults.add(fault);
    }

    /** The error of the last source, with those of the ones before. */
    IOException with(IOException last) {
        if (faults.isEmpty()) {
            return last;
        }
        String before = faults.stream().map(IOException::getMessage).collect(Collectors.joining("; "));
        IOException all = new IOException(last.getMessage() + ". Given up before: " + before, last);
        faults.forEach(all::addSuppressed);
        return all;
    }
}
