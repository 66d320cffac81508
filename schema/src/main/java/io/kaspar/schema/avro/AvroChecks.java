package io.kaspar.schema.avro;

import org.apache.avro.Schema;

/**
 * Avro's checks of names and defaults, left out. Avro 1.12, which Spark has since 4.0, and Avro 1.11, which Spark 3.5 has, know
 * different ways for that.
 */
interface AvroChecks {
    /** A parser that checks neither. */
    Schema.Parser parser();

    /** Does what copies schemas, without checks of the copies. */
    <T, E extends Exception> T without(Work<T, E> work) throws E;

    /** Work that gives something, or throws. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** For the Avro of this class path. */
    static AvroChecks ofThisAvro() {
        return Known.CHECKS;
    }

    /** Found out once. */
    final class Known {
        private static final AvroChecks CHECKS = find();

        private Known() {}

        private static AvroChecks find() {
            try {
                Class.forName("org.apache.avro.NameValidator");
                return new Avro112Checks();
            } catch (ClassNotFoundException e) {
                return new Avro111Checks();
            }
        }
    }
}
