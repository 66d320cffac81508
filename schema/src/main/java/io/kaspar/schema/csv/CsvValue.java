package io.kaspar.schema.csv;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/** Puts the text of one field, which is not null, as a value of one type. */
@FunctionalInterface
interface CsvValue {
    /**
     * @return whether the text is a value of the type; else nothing was put
     * @throws PayloadException when the sink does not take the value
     */
    boolean put(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException;
}
