package io.kaspar.schema.json;

/**
 * A member that somebody asked for.
 *
 * @param name what payloads call it
 * @param column what the table calls it, for messages
 */
record MemberStep(String name, String column, NullableJsonStep value) {}
