package io.kaspar.schema.registry;

import io.kaspar.schema.format.SchemaText;
import java.io.Serializable;

/** A schema as a subject's version. */
public record RegisteredSchema(String subject, int version, int schemaId, SchemaText schema) implements Serializable {}
