package io.kaspar.bench.data;

import io.kaspar.samples.SchemaType;

/** What the records of a topic look like; each follows from its number. */
public interface RecordShape {

    /** The short name that names of topics begin with. */
    String name();

    /** Schema of the values; columns as DDL where no registry has one. */
    String valueSchema();

    /** What the schema is written in. */
    default SchemaType schemaType() {
        return SchemaType.AVRO;
    }

    /** Whether values name a schema of the registry. */
    default boolean isFramed() {
        return true;
    }

    /** A writer of records, for one thread. */
    Writer writer();

    /** Writes records, one after the other. */
    interface Writer {

        /** Appends the value, without its framing. */
        void write(long number, ValueBuffer buffer);
    }
}
