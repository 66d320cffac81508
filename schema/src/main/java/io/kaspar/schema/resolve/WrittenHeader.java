package io.kaspar.schema.resolve;

/** A header of records, beside those that rows bring. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WrittenHeader(String name, byte[] value) {}
