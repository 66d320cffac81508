package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadOptions.UnionNames;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * What a union of the reader's schema is as a column.
 *
 * @param branches all of the union's branches, null included
 */
record UnionShape(Kind kind, List<Schema> branches, UnionNames names) {

    /** The ways a union can be a column, once null has made it nullable. */
    enum Kind {
        /** No branch is left. */
        NOTHING,
        /** One branch is left: its column. */
        ONE,
        /** int and long. */
        BIGINT,
        /** float and double. */
        DOUBLE,
        /** Anything else: a struct with a field per branch, of which one is not null. */
        STRUCT
    }

    UnionShape {
        branches = List.copyOf(branches);
    }

    static UnionShape of(Schema union, UnionNames names) {
        List<Schema> branches = union.getTypes();
        return new UnionShape(kindOf(branches.stream().filter(b -> !isNull(b)).toList()), branches, names);
    }

    static boolean isNull(Schema schema) {
        return schema.getType() == Schema.Type.NULL;
    }

    boolean isNullable() {
        return branches.stream().anyMatch(UnionShape::isNull);
    }

    /** The branch of a union of kind {@link Kind#ONE}. */
    Schema only() {
        return branches.stream().filter(b -> !isNull(b)).findFirst().orElseThrow();
    }

    /**
     * The name of a branch's field in the struct.
     *
     * <p>By type: {@code int}, {@code string}, {@code array}, …; for a named type its name without namespace, or its full
     * name when another branch has the same name in any case.
     *
     * @param index the branch's place in the union, null counted
     */
    String fieldName(int index) {
        Schema branch = branches.get(index);
        return switch (names) {
            case MEMBER -> "member" + memberIndex(index);
            case TYPE -> isShared(branch.getName()) ? branch.getFullName() : branch.getName();
        };
    }

    private long memberIndex(int index) {
        return branches.stream().limit(index).filter(b -> !isNull(b)).count();
    }

    private boolean isShared(String name) {
        return branches.stream()
                        .filter(branch -> branch.getName().equalsIgnoreCase(name))
                        .count()
                > 1;
    }

    private static Kind kindOf(List<Schema> branches) {
        if (branches.size() < 2) {
            return branches.isEmpty() ? Kind.NOTHING : Kind.ONE;
        }
        if (isPlain(branches, EnumSet.of(Schema.Type.INT, Schema.Type.LONG))) {
            return Kind.BIGINT;
        }
        if (isPlain(branches, EnumSet.of(Schema.Type.FLOAT, Schema.Type.DOUBLE))) {
            return Kind.DOUBLE;
        }
        return Kind.STRUCT;
    }

    /** Whether the branches are of these types, and mean numbers: a date and a timestamp are no common number. */
    private static boolean isPlain(List<Schema> branches, Set<Schema.Type> types) {
        return branches.stream()
                .allMatch(b ->
                        types.contains(b.getType()) && LogicalTypeName.of(b).isEmpty());
    }
}
