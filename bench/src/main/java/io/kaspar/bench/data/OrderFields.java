package io.kaspar.bench.data;

/** Takes the fields of one order after the other, each with its number from 1, and writes them in some format. */
interface OrderFields {
    /** Starts an order. */
    void begin(ValueBuffer buffer);

    void integer(int number, long value);

    void real(int number, double value);

    /** A text that is made of parts. */
    void text(int number, byte[]... parts);

    /** A text of a field that orders may lack. */
    void optionalText(int number, byte[] text);

    /** Says that an order lacks a field. */
    void absent(int number);

    /** A time in milliseconds since 1970. */
    void time(int number, long epochMs);

    void flag(int number, boolean value);

    /** Ends the order. */
    default void end() {}
}
