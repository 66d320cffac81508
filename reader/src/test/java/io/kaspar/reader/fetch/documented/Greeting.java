package io.kaspar.reader.fetch.documented;

/** What users make. */
public record Greeting(String text) {}
