package io.kaspar.writer;

import io.kaspar.schema.format.ValueSource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Some columns of a row as one value, a struct at the place {@link #WHOLE}. Not thread-safe. */
final class PartOfRow implements ValueSource {
    /** Where the struct of all columns is; at the places from 0 on are the columns themselves. */
    static final int WHOLE = -1;

    private final int[] places;
    private @Nullable ValueSource current;

    /** @param places the columns of the row, in the order of the struct's fields */
    PartOfRow(List<Integer> places) {
        this.places = places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The struct of a row's columns, until the row moves on. */
    PartOfRow of(ValueSource row) {
        current = row;
        return this;
    }

    private ValueSource row() {
        return Objects.requireNonNull(current);
    }

    @Override
    public boolean isNull(int place) {
        return place != WHOLE && row().isNull(places[place]);
    }

    @Override
    public ValueSource structAt(int place, int fieldCount) {
        return place == WHOLE ? this : row().structAt(places[place], fieldCount);
    }

    @Override
    public boolean booleanAt(int place) {
        return row().booleanAt(places[place]);
    }

    @Override
    public int intAt(int place) {
        return row().intAt(places[place]);
    }

    @Override
    public long longAt(int place) {
        return row().longAt(places[place]);
    }

    @Override
    public float floatAt(int place) {
        return row().floatAt(places[place]);
    }

    @Override
    public double doubleAt(int place) {
        return row().doubleAt(places[place]);
    }

    @Override
    public byte[] bytesAt(int place) {
        return row().bytesAt(places[place]);
    }

    @Override
    public BigDecimal decimalAt(int place, int precision, int scale) {
        return row().decimalAt(places[place], precision, scale);
    }

    @Override
    public Elements arrayAt(int place) {
        return row().arrayAt(places[place]);
    }

    @Override
    public Entries mapAt(int place) {
        return row().mapAt(places[place]);
    }
}
