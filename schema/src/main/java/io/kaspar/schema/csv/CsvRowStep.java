package io.kaspar.schema.csv;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** Puts the wanted fields of a line. A line has all fields, whatever is wanted of it. */
final class CsvRowStep implements Step {
    private final String[] names;
    private final int[] places;
    private final CsvValue[] values;
    private final CsvLine line;

    /**
     * @param names of all fields, in the order of the line
     * @param places of the wanted ones among them
     * @param values what the wanted ones are read by
     */
    CsvRowStep(String[] names, byte separator, int[] places, CsvValue[] values) {
        this.names = names;
        this.places = places;
        this.values = values;
        this.line = new CsvLine(separator, names.length);
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        line.read(cursor);
        if (line.count() != names.length) {
            throw new PayloadException(
                    "the line of CSV has " + line.count() + " fields, but " + names.length + " columns are declared");
        }
        sink.putStruct();
        for (int i = 0; i < places.length; i++) {
            put(places[i], values[i], cursor.bytes(), sink.child(i));
        }
    }

    private void put(int field, CsvValue value, byte[] bytes, ValueSink sink) throws PayloadException {
        if (line.isNull(field)) {
            sink.putNull();
            return;
        }
        boolean isPut = line.hasDoubledQuotes(field)
                ? putUnquoted(line.unquoted(field), value, sink)
                : value.put(bytes, line.start(field), line.length(field), sink);
        if (!isPut) {
            throw new PayloadException("field '" + names[field] + "' of the line of CSV, " + (field + 1) + " of "
                    + names.length + ", is no value of the column's type");
        }
    }

    private static boolean putUnquoted(byte[] text, CsvValue value, ValueSink sink) throws PayloadException {
        return value.put(text, 0, text.length, sink);
    }
}
