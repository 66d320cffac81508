package io.kaspar.schema.json.shape;

import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/**
 * One of the shapes that a value can have.
 *
 * @param column what the struct calls it, which is unique in the struct
 * @param mark which values have it
 * @param metadata of the column
 */
public record UnionBranch(String column, JsonShape shape, Mark mark, Metadata metadata) {
    public UnionBranch {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(metadata, "metadata");
    }

    /** What the values of a branch have, and no others. */
    public sealed interface Mark {
        /** The kind of value. */
        ValueKind kind();
    }

    /** Any value of a kind. */
    public record AnyOfKind(ValueKind kind) implements Mark {}

    /**
     * An object with a member that is one of a few strings.
     *
     * @param member its name; where it comes twice, the last one counts
     */
    public record MemberIsOneOf(String member, Set<String> values) implements Mark {
        public MemberIsOneOf {
            Objects.requireNonNull(member, "member");
            values = Set.copyOf(values);
        }

        @Override
        public ValueKind kind() {
            return ValueKind.OBJECT;
        }
    }

    /** An object with a member, whatever its value. */
    public record HasMember(String member) implements Mark {
        @Override
        public ValueKind kind() {
            return ValueKind.OBJECT;
        }
    }

    StructField field() {
        return DataTypes.createStructField(column, shape.dataType(), true, metadata);
    }
}
