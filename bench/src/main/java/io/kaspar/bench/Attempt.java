package io.kaspar.bench;

import java.io.IOException;

/** One way to do what a course asks for. */
interface Attempt {

    /** Makes the next turn ready; not measured. */
    default void prepare() throws IOException {}

    /** Takes the turn. */
    Answer run() throws IOException;

    /** Puts things back after a turn; not measured. */
    default void finish() throws IOException {}

    /** What else there is to say about its turns; empty for nothing. */
    default String note() {
        return "";
    }
}
