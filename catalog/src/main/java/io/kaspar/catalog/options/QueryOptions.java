package io.kaspar.catalog.options;

/** How one query reads a topic, and which part of it. */
public record QueryOptions(ReadOptions read, BoundOptions bounds) {}
