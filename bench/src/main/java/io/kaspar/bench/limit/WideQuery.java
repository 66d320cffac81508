package io.kaspar.bench.limit;

import java.util.List;

/** Three of 200 fields: {@code sum(f010), sum(f103), sum(length(f151))}. */
final class WideQuery extends RecordLoop {
    private static final int LONG_TURN = 10 / 5;
    private static final int DOUBLE_TURN = 103 / 5;
    private static final int STRING_TURN = 151 / 5;

    private long longs;
    private double doubles;
    private long lengths;

    @Override
    void value(byte[] bytes, int start) {
        int position = skip(bytes, start, LONG_TURN);
        longs += Varints.readInt(bytes, position);
        position = skip(bytes, position, DOUBLE_TURN - LONG_TURN);
        int ofDouble = Varints.skipString(bytes, Varints.skip(bytes, position));
        doubles += Varints.readDouble(bytes, Varints.skip(bytes, ofDouble));
        position = Varints.skip(bytes, skip(bytes, position, STRING_TURN - DOUBLE_TURN));
        lengths += Varints.characters(bytes, Varints.skip(bytes, position), Varints.readInt(bytes, position));
    }

    /** Goes over so many times a long, a string, an int, a double and a string or null. */
    private static int skip(byte[] bytes, int start, int turns) {
        int position = start;
        for (int i = 0; i < turns; i++) {
            position = Varints.skip(bytes, position);
            position = Varints.skipString(bytes, position);
            position = Varints.skip(bytes, position) + Double.BYTES;
            if (bytes[position++] != 0) {
                position = Varints.skipString(bytes, position);
            }
        }
        return position;
    }

    @Override
    void merge(HandQuery other) {
        WideQuery more = (WideQuery) other;
        longs += more.longs;
        doubles += more.doubles;
        lengths += more.lengths;
    }

    @Override
    List<List<Object>> answer() {
        return row(longs, doubles, lengths);
    }
}
