package io.kaspar.schema.wire;

/** The record headers that may hold a schema id; the last header of a name counts. */
public final class RecordHeaderNames {
    public static final String KEY_SCHEMA_ID = "__key_schema_id";
    public static final String VALUE_SCHEMA_ID = "__value_schema_id";

    private RecordHeaderNames() {}
}
