package io.kaspar.reader.fetch.moved;

/** What users make. */
public record Greeting(String text) {}
