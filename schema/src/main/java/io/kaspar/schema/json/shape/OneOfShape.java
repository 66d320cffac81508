package io.kaspar.schema.json.shape;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A value of one of several shapes, as a struct with a column for each: one of them is not null. A value that has the mark of
 * no branch is a bad record; so is one with the marks of two.
 *
 * @param branches in the order of the columns
 */
public record OneOfShape(List<UnionBranch> branches) implements JsonShape {
    public OneOfShape {
        branches = List.copyOf(branches);
    }

    @Override
    public StructType dataType() {
        return DataTypes.createStructType(
                branches.stream().map(UnionBranch::field).toArray(StructField[]::new));
    }
}
