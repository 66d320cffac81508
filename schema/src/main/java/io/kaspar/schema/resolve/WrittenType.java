package io.kaspar.schema.resolve;

import io.kaspar.schema.format.WriterSchema;
import org.jspecify.annotations.Nullable;

/**
 * What some payloads were written by.
 *
 * @param number of this type among all that a task saw, from 0
 * @param schemaName how framings name the schema, for messages
 * @param recordName the record's full name; null when payloads are no records
 * @param writer null when payloads are null, or nothing that has columns
 */
record WrittenType(
        int number,
        SchemaName schemaName,
        @Nullable String recordName,
        @Nullable WriterSchema writer) {}
