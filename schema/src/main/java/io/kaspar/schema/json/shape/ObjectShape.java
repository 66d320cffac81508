package io.kaspar.schema.json.shape;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * An object as a struct. Of equal names the last one counts.
 *
 * @param members those with a column, in the order of the columns
 * @param rest the column of all members that have none of their own, whose shape is a {@link MapShape} and whose name is not
 *     looked for in payloads; null where they are passed over. It stands behind the others
 */
public record ObjectShape(
        List<ObjectMember> members, @Nullable ObjectMember rest) implements JsonShape {
    public ObjectShape {
        members = List.copyOf(members);
        if (rest != null && !(rest.shape() instanceof MapShape)) {
            throw new IllegalArgumentException(
                    "the rest of an object is a map, not " + rest.shape().dataType());
        }
        Set<String> names = new HashSet<>();
        for (ObjectMember member : members) {
            if (!names.add(member.name())) {
                throw new IllegalArgumentException("two members of the name " + member.name());
            }
        }
    }

    /** An object whose other members are passed over. */
    public static ObjectShape of(List<ObjectMember> members) {
        return new ObjectShape(members, null);
    }

    @Override
    public StructType dataType() {
        int count = members.size();
        StructField[] fields = new StructField[rest == null ? count : count + 1];
        for (int i = 0; i < count; i++) {
            fields[i] = members.get(i).field();
        }
        if (rest != null) {
            fields[count] = rest.field();
        }
        return DataTypes.createStructType(fields);
    }
}
