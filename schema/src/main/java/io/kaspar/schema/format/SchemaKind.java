package io.kaspar.schema.format;

/** The kinds of schema a registry keeps; the names are those of the {@code schemaType} field of its REST API. */
public enum SchemaKind {
    AVRO,
    PROTOBUF,
    JSON
}
