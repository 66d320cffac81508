package io.kaspar.schema.registry;

/** A version of a subject. */
record SubjectVersion(String subject, int version) {}
