package io.kaspar.schema.format;

/** How payloads of a schema that has several types say of which one they are. */
public enum TypeMark {
    /** Not at all: the schema is one type. */
    NONE,

    /** By the place of a union's branch, a zigzag varint in front of the value, as Avro writes it. */
    BRANCH,

    /** By Protobuf's message indexes, between the framing and the value. */
    MESSAGE_INDEXES
}
