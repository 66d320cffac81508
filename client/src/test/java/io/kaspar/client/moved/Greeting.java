package io.kaspar.client.moved;

/** What users make. */
public record Greeting(String text) {}
