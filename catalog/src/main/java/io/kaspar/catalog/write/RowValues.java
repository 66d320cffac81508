package io.kaspar.catalog.write;

import io.kaspar.schema.format.ValueSource;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Gives encoders the values of Spark's rows: of a row and of the structs in it, or of the elements of an array. Reused for row after
 * row; what is inside of a value is made once for each place, too. Not thread-safe.
 */
final class RowValues implements ValueSource.Elements {
    private final boolean areAlike;
    private final DataType[] types;
    private final @Nullable RowValues[] inside;
    private @Nullable SpecializedGetters current;
    private int size;

    /** The values of rows of this type. */
    RowValues(StructType row) {
        this(Arrays.stream(row.fields()).map(StructField::dataType).toArray(DataType[]::new), false);
    }

    /** @param areAlike whether all places have the first type: those of an array */
    private RowValues(DataType[] types, boolean areAlike) {
        this.types = types;
        this.areAlike = areAlike;
        this.inside = new RowValues[2 * types.length];
    }

    /** The values of a row, until it moves on. */
    RowValues of(SpecializedGetters row) {
        current = row;
        return this;
    }

    private RowValues of(ArrayData array) {
        size = array.numElements();
        return of((SpecializedGetters) array);
    }

    private SpecializedGetters values() {
        return Objects.requireNonNull(current);
    }

    private int typePlace(int place) {
        return areAlike ? 0 : place;
    }

    private DataType type(int place) {
        return types[typePlace(place)];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isNull(int place) {
        return values().isNullAt(place);
    }

    @Override
    public boolean booleanAt(int place) {
        return values().getBoolean(place);
    }

    @Override
    public int intAt(int place) {
        DataType type = type(place);
        if (type instanceof ByteType) {
            return values().getByte(place);
        }
        return type instanceof ShortType ? values().getShort(place) : values().getInt(place);
    }

    @Override
    public long longAt(int place) {
        return type(place).defaultSize() == Long.BYTES ? values().getLong(place) : intAt(place);
    }

    @Override
    public float floatAt(int place) {
        return values().getFloat(place);
    }

    @Override
    public double doubleAt(int place) {
        DataType type = type(place);
        if (type instanceof DoubleType) {
            return values().getDouble(place);
        }
        return type instanceof FloatType ? values().getFloat(place) : intAt(place);
    }

    @Override
    public byte[] bytesAt(int place) {
        return type(place) instanceof BinaryType
                ? values().getBinary(place)
                : values().getUTF8String(place).getBytes();
    }

    @Override
    public BigDecimal decimalAt(int place, int precision, int scale) {
        return values().getDecimal(place, precision, scale).toJavaBigDecimal();
    }

    @Override
    public ValueSource structAt(int place, int fieldCount) {
        return inside(place, 0, type(place)).of(values().getStruct(place, fieldCount));
    }

    @Override
    public Elements arrayAt(int place) {
        return inside(place, 0, ((ArrayType) type(place)).elementType()).of(values().getArray(place));
    }

    @Override
    public Entries mapAt(int place) {
        MapType type = (MapType) type(place);
        MapData map = values().getMap(place);
        return new Entries(
                inside(place, 0, type.keyType()).of(map.keyArray()),
                inside(place, 1, type.valueType()).of(map.valueArray()));
    }

    /** @param which 1 for the values of a map, else 0 */
    private RowValues inside(int place, int which, DataType type) {
        int slot = 2 * typePlace(place) + which;
        RowValues known = inside[slot];
        if (known == null) {
            known = type(place) instanceof StructType struct
                    ? new RowValues(struct)
                    : new RowValues(new DataType[] {type}, true);
            inside[slot] = known;
        }
        return known;
    }
}
