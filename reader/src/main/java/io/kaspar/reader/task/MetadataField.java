package io.kaspar.reader.task;

/** Kafka's own facts about a record, each a hidden column of a table. */
public enum MetadataField {
    TOPIC,
    PARTITION,
    OFFSET,
    TIMESTAMP,
    TIMESTAMP_TYPE,
    KEY,
    VALUE,
    HEADERS,
    LEADER_EPOCH,
    KEY_SCHEMA_ID,
    VALUE_SCHEMA_ID,
    RECORD_TYPE,
    ERROR
}
