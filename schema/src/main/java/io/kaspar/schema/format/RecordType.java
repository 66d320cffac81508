package io.kaspar.schema.format;

import java.io.Serializable;
import java.util.Objects;
import java.util.Set;

/**
 * One of the record types that a registered schema has.
 *
 * @param fullName with its namespace, or package
 * @param aliases other full names of records that are of this type too
 * @param schema the schema for payloads of this type
 */
public record RecordType(String fullName, Set<String> aliases, SchemaText schema) implements Serializable {
    public RecordType {
        Objects.requireNonNull(fullName, "fullName");
        schema = schema.ofType(fullName);
        aliases = Set.copyOf(aliases);
    }

    /** The last part of the name. */
    public String simpleName() {
        return simpleName(fullName);
    }

    /** The last part of a full name. */
    public static String simpleName(String fullName) {
        return fullName.substring(fullName.lastIndexOf('.') + 1);
    }

    /** Whether a record of this full name is of this type. */
    public boolean isNamed(String recordName) {
        return fullName.equals(recordName) || aliases.contains(recordName);
    }
}
