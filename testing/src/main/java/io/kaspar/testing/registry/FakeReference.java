package io.kaspar.testing.registry;

/** How a schema refers to another one: the name in its text, and the subject and version that hold it. */
public record FakeReference(String name, String subject, int version) {}
