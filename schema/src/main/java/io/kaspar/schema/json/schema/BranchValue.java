package io.kaspar.schema.json.schema;

import io.kaspar.schema.json.shape.ScalarShape;
import io.kaspar.schema.json.shape.ValueKind;
import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a schema is for values of one kind.
 *
 * @param isShared whether other schemas are the same, so that the schema's name is not that of all
 */
record BranchValue(MergedSchema schema, ValueKind kind, MappedValue value, boolean isShared) {
    /** Types of numbers without a fraction. */
    static final Set<DataType> INTEGERS =
            Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

    BranchValue(MergedSchema schema, ValueKind kind, MappedValue value) {
        this(schema, kind, value, kindsOf(schema).size() > 1);
    }

    /** The value of several schemas. */
    BranchValue shared(MappedValue other) {
        return new BranchValue(schema, kind, other, true);
    }

    /** The kinds of values that fit a schema, null aside. */
    static Set<ValueKind> kindsOf(MergedSchema schema) {
        Set<ValueKind> kinds = EnumSet.noneOf(ValueKind.class);
        for (JsonKind kind : schema.kinds()) {
            switch (kind) {
                case NULL -> {}
                case BOOLEAN -> kinds.add(ValueKind.BOOLEAN);
                case INTEGER, FRACTION -> kinds.add(ValueKind.NUMBER);
                case STRING -> kinds.add(ValueKind.STRING);
                case ARRAY -> kinds.add(ValueKind.ARRAY);
                case OBJECT -> kinds.add(ValueKind.OBJECT);
            }
        }
        return kinds;
    }

    /** As JSON Schema writes the kind. */
    String word() {
        boolean isInteger = value.shape() instanceof ScalarShape scalar && INTEGERS.contains(scalar.dataType());
        return kind == ValueKind.NUMBER && isInteger ? "integer" : kind.word();
    }
}
