package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.wire.PayloadFrame;
import io.kaspar.schema.wire.RegistryFraming;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** What the keys, or the values, of one topic are to a query. Immutable; crosses from the driver to the tasks. */
public sealed interface PayloadSchema extends Serializable {

    /** The Spark type of a decoded payload: a struct when payloads are records. */
    DataType dataType();

    /** How payloads name their schemas; only where they do. */
    default RegistryFraming framing() {
        return RegistryFraming.AUTO;
    }

    /** The same for payloads that name their schemas so; itself where they name none. */
    default PayloadSchema framedAs(RegistryFraming framing) {
        return this;
    }

    /**
     * No schema: the whole payload is one value.
     *
     * @param charset what text is written in, as {@link java.nio.charset.Charset#forName} knows it
     */
    record Raw(RawFormat format, String charset) implements PayloadSchema {
        public Raw(RawFormat format) {
            this(format, GivenFormat.Plain.UTF_8);
        }

        @Override
        public DataType dataType() {
            return format.dataType();
        }
    }

    /**
     * A schema that options give; all payloads are written by it.
     *
     * @param schema what all payloads are written by
     * @param frame what stands in front of each
     * @param dataType its Spark type under {@code options}
     * @param sample what the schema was found by; null when somebody wrote it
     */
    record Given(
            SchemaText schema,
            PayloadFrame frame,
            PayloadOptions options,
            DataType dataType,
            @Nullable PayloadSample sample)
            implements PayloadSchema {

        /** By a schema that somebody wrote. */
        public Given(SchemaText schema, PayloadFrame frame, PayloadOptions options, DataType dataType) {
            this(schema, frame, options, dataType, null);
        }
    }

    /**
     * Text, since no option says otherwise and the registry has no such subject. A payload that names a schema of the
     * registry all the same is malformed, and no text.
     *
     * @param subject what was looked for
     * @param framing how payloads would name their schemas
     */
    record Undeclared(String subject, RegistryFraming framing) implements PayloadSchema {
        public Undeclared(String subject) {
            this(subject, RegistryFraming.AUTO);
        }

        @Override
        public PayloadSchema framedAs(RegistryFraming other) {
            return new Undeclared(subject, other);
        }

        @Override
        public DataType dataType() {
            return DataTypes.StringType;
        }
    }

    /**
     * Bytes as they are, since the registry has a schema that Kaspar cannot read.
     *
     * @param note why, in a clause
     */
    record Undecoded(String note) implements PayloadSchema {
        @Override
        public DataType dataType() {
            return DataTypes.BinaryType;
        }
    }

    /**
     * Nobody knows what it is; it cannot be read.
     *
     * @param problem why, and what to change
     */
    record Unavailable(String problem) implements PayloadSchema {
        @Override
        public DataType dataType() {
            return DataTypes.BinaryType;
        }
    }

    /**
     * A schema of the registry; payloads are framed with the id of the schema they were written by.
     *
     * @param subject the subject the schema was found under
     * @param version its version in that subject
     * @param schemaId its id in the registry
     * @param readerSchema every payload is resolved against this one
     * @param dataType its Spark type under {@code options}
     * @param others schemas that payloads may be written by, so that tasks need not ask for them
     * @param framing how payloads name their schemas
     */
    record Registered(
            String subject,
            int version,
            int schemaId,
            SchemaText readerSchema,
            PayloadOptions options,
            DataType dataType,
            KnownSchemas others,
            RegistryFraming framing)
            implements PayloadSchema {

        /** Without any other schema. */
        public Registered(
                String subject,
                int version,
                int schemaId,
                SchemaText readerSchema,
                PayloadOptions options,
                DataType dataType) {
            this(subject, version, schemaId, readerSchema, options, dataType, KnownSchemas.NONE, RegistryFraming.AUTO);
        }

        @Override
        public PayloadSchema framedAs(RegistryFraming other) {
            return new Registered(subject, version, schemaId, readerSchema, options, dataType, others, other);
        }

        /** The same with other schemas. */
        public Registered with(KnownSchemas known) {
            return new Registered(subject, version, schemaId, readerSchema, options, dataType, known, framing);
        }
    }

    /**
     * Several record types, each payload of one of them: a struct with a field for each, of which one is not null. All are
     * null for a payload of a type that is not among them.
     *
     * @param types in the order of their columns
     * @param others schemas that payloads may be written by, beside the newest ones of the types
     * @param dataType the struct
     * @param framing how payloads name their schemas
     */
    record Several(
            List<TopicType> types,
            PayloadOptions options,
            KnownSchemas others,
            StructType dataType,
            RegistryFraming framing)
            implements PayloadSchema {
        public Several {
            types = List.copyOf(types);
            if (types.isEmpty()) {
                throw new IllegalArgumentException("no record type");
            }
        }

        /** Without other schemas; types whose simple names are equal get their full names. */
        static Several of(List<TopicType> found, PayloadOptions options) {
            List<TopicType> types = TypeColumns.named(found);
            return new Several(types, options, KnownSchemas.NONE, TypeColumns.struct(types), RegistryFraming.AUTO);
        }

        @Override
        public Several framedAs(RegistryFraming other) {
            return new Several(types, options, others, dataType, other);
        }

        /** The same with other schemas. */
        public Several with(KnownSchemas known) {
            return new Several(types, options, known, dataType, framing);
        }

        /** What has this name in a column, or in full; empty when there is no such type. */
        public Optional<TopicType> find(String name) {
            return types.stream()
                    .filter(type -> type.column().equals(name))
                    .findFirst()
                    .or(() -> types.stream()
                            .filter(type -> type.type().fullName().equals(name))
                            .findFirst());
        }
    }

    /**
     * One of several record types. Payloads of the others are no rows of its table.
     *
     * @param type one of {@code several}
     */
    record OneOfSeveral(Several several, TopicType type) implements PayloadSchema {
        @Override
        public DataType dataType() {
            return type.dataType();
        }

        @Override
        public RegistryFraming framing() {
            return several.framing();
        }
    }

    /**
     * Keys that a window stands behind: a struct of the key and of the window's bounds.
     *
     * @param key what stands in front of the window; not {@link Unavailable}
     */
    record Windowed(PayloadSchema key, KeyWindow window) implements PayloadSchema {
        @Override
        public DataType dataType() {
            return window.dataType(key.dataType());
        }
    }
}
