package io.kaspar.reader.scan;

import io.kaspar.reader.segment.PartitionDirectory;

/** What a search for a replica on this machine's disks came to. */
sealed interface LocalSearch {

    /** A directory that is a replica's. */
    record Found(PartitionDirectory directory) implements LocalSearch {}

    /**
     * None.
     *
     * @param detail what was expected where, and what was found
     */
    record NotFound(FallbackReason reason, String detail) implements LocalSearch {}
}
