package io.kaspar.shell;

import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** Where the rows of streams go. */
interface StreamTarget {
    /**
     * Takes the rows of one stream as they come.
     *
     * @param isWhole whether each micro-batch gives the whole result anew
     */
    BatchOutput batches(StructType rowType, boolean isWhole);

    /** A folder in which the stream keeps how far it got, and goes on from there; empty for a stream that is run once. */
    default Optional<String> checkpoint() {
        return Optional.empty();
    }
}
