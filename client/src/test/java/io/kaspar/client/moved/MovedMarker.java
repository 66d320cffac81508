package io.kaspar.client.moved;

/** Tells where the library is. */
public final class MovedMarker {
    private MovedMarker() {}
}
