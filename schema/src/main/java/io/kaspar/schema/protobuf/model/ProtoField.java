package io.kaspar.schema.protobuf.model;

import java.util.Map;
import java.util.Optional;

/**
 * A field of a message.
 *
 * @param number what payloads call it by, at least 1
 * @param type of its values; of a map's values
 * @param mapKey of what type a map's keys are; empty when this is no map
 * @param oneof the group of fields of which a payload has one at most; empty for none
 * @param defaultText the default that the schema gives, as text; empty for none
 * @param checksUtf8 whether payloads with text that is no UTF-8 are malformed
 * @param doc what stands above it in the schema; empty for nothing
 * @param params of {@code confluent.field_meta}
 */
public record ProtoField(
        String name,
        int number,
        FieldType type,
        Cardinality cardinality,
        Optional<FieldKind> mapKey,
        Presence presence,
        String oneof,
        Optional<String> defaultText,
        boolean checksUtf8,
        String doc,
        Map<String, String> params) {
    public ProtoField {
        params = Map.copyOf(params);
    }

    /** How many values it has. */
    public enum Cardinality {
        SINGULAR,
        REPEATED,
        MAP
    }

    /** Whether a payload tells that a field is not set. */
    public enum Presence {
        /** It does not: the field has its type's default then. */
        IMPLICIT,
        EXPLICIT,
        /** In payloads whose schema has the field it does not; the others do not have it. Of merged versions only. */
        IMPLICIT_WHERE_DECLARED,
        /** Each payload has to have it. */
        REQUIRED
    }

    /**
     * What a value is.
     *
     * @param message of messages and groups only
     * @param enumeration of enums only
     */
    public record FieldType(FieldKind kind, Optional<MessageType> message, Optional<EnumType> enumeration) {
        /** A type without parts, which is no enum either. */
        public static FieldType of(FieldKind scalar) {
            return new FieldType(scalar, Optional.empty(), Optional.empty());
        }

        static FieldType of(FieldKind messageOrGroup, MessageType message) {
            return new FieldType(messageOrGroup, Optional.of(message), Optional.empty());
        }

        static FieldType of(EnumType enumeration) {
            return new FieldType(FieldKind.ENUM, Optional.empty(), Optional.of(enumeration));
        }

        /** The message's full name; empty for what is no message. */
        public String messageName() {
            return message.map(MessageType::fullName).orElse("");
        }

        /** As {@code .proto} files write it. */
        @Override
        public String toString() {
            return message.map(MessageType::fullName)
                    .or(() -> enumeration.map(EnumType::fullName))
                    .orElseGet(kind::protoName);
        }
    }

    public boolean isRepeated() {
        return cardinality == Cardinality.REPEATED;
    }

    public boolean isMap() {
        return cardinality == Cardinality.MAP;
    }
}
