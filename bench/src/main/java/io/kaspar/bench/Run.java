package io.kaspar.bench;

import java.io.IOException;

/** One way to do what a case asks for. */
interface Run {

    /** Makes the next run ready; not measured. */
    default void prepare() throws IOException {}

    /** Does it once. */
    Answer run() throws IOException;

    /** Puts things back after a run; not measured. */
    default void finish() throws IOException {}

    /** What else there is to say about its runs; empty for nothing. */
    default String note() {
        return "";
    }
}
