package io.kaspar.schema.format;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The record types that a registered schema has. */
public interface RecordTypes {
    /** Of a schema whose payloads are no records. */
    RecordTypes NONE = new RecordTypes() {
        @Override
        public TypeMark mark() {
            return TypeMark.NONE;
        }

        @Override
        public boolean areAll() {
            return false;
        }

        @Override
        public List<RecordType> top() {
            return List.of();
        }

        @Override
        public Optional<RecordType> find(List<Integer> mark) {
            return Optional.empty();
        }
    };

    /** How a payload says of which type it is. */
    TypeMark mark();

    /** Whether each payload is of one of these types, or null. */
    boolean areAll();

    /** The types on top of the schema, in its order. */
    List<RecordType> top();

    /**
     * The type that a payload's mark names; empty when that is no record.
     *
     * @param mark the place of the branch, or the message indexes; empty where payloads have no mark
     * @throws SchemaException when the schema has nothing at this place
     */
    Optional<RecordType> find(List<Integer> mark) throws SchemaException;

    /**
     * The message indexes that name a type; the way back of {@link #find} where {@link #mark} is {@link TypeMark#MESSAGE_INDEXES}.
     *
     * @param fullName of the type; null for the schema's own, the first one
     * @throws SchemaException when the text itself has no such message, or payloads have no message indexes
     */
    default List<Integer> messageIndexes(@Nullable String fullName) throws SchemaException {
        throw new SchemaException("payloads of this schema have no message indexes");
    }
}
