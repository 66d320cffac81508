package io.kaspar.reader.task;

/** Which part of a record has to be valid, so that the record is not malformed. */
public enum JudgedPart {
    /** What the wanted columns are decoded from. What nobody wants is not looked at. */
    WANTED_COLUMNS,

    /** As before, and of which record type the value is, or what it says of its key: it decides which records are rows. */
    RECORD_TYPE,

    /** The whole key and the whole value, whatever is wanted, so that a record is malformed in every query or in none. */
    WHOLE_RECORD
}
