package io.kaspar.reader.log;

/** Which records of transactions are read; the names are those of Kafka's {@code isolation.level}. */
public enum Isolation {
    READ_COMMITTED,
    READ_UNCOMMITTED
}
