package io.kaspar.bench.data;

/** What the records of a topic look like; each follows from its number. */
public interface RecordShape {

    /** The short name that names of topics begin with. */
    String name();

    /** Avro schema of the values, as JSON. */
    String valueSchema();

    /** A writer of records, for one thread. */
    Writer writer();

    /** Writes records, one after the other. */
    interface Writer {

        /** Appends the value, without its framing. */
        void write(long number, AvroBuffer buffer);
    }
}
