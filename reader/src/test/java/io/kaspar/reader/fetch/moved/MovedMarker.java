package io.kaspar.reader.fetch.moved;

/** Tells where the library is. */
public final class MovedMarker {
    private MovedMarker() {}
}
