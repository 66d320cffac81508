package io.kaspar.schema.registry;

/** A version of a subject. */
public record SubjectVersion(String subject, int version) {}
