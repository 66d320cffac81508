package io.kaspar.reader.batch;

/** Who set the timestamps of a record batch; its code is the place in this list, as in Kafka's consumer. */
public enum TimestampType {
    /** The producer, per record. */
    CREATE_TIME,
    /** The broker, one for all records of the batch. */
    LOG_APPEND_TIME
}
