package io.kaspar.samples;

/** What a schema is written in; the names are those of a registry's {@code schemaType}. */
public enum SchemaType {
    AVRO,
    PROTOBUF,
    JSON
}
