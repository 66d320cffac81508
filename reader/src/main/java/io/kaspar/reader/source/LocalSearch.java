package io.kaspar.reader.source;

import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.task.FallbackReason;
import java.util.List;

/** What a search for a replica on this machine's disks came to. */
sealed interface LocalSearch {

    /** Directories that are replicas', the leader's first. */
    record Found(List<PartitionDirectory> directories) implements LocalSearch {
        public Found {
            directories = List.copyOf(directories);
        }
    }

    /**
     * None.
     *
     * @param detail what was expected where, and what was found
     */
    record NotFound(FallbackReason reason, String detail) implements LocalSearch {}
}
