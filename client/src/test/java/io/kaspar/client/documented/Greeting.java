package io.kaspar.client.documented;

/** What users make. */
public record Greeting(String text) {}
