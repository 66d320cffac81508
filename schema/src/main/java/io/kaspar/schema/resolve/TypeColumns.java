package io.kaspar.schema.resolve;

import io.kaspar.schema.format.RecordType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How the columns of record types are called: by the simple name, and by the full one where that is not enough. */
public final class TypeColumns {
    private TypeColumns() {}

    /** The columns of records with these full names, in their order. */
    public static List<String> names(Collection<String> fullNames) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String fullName : fullNames) {
            counts.merge(folded(fullName), 1, Integer::sum);
        }
        return fullNames.stream()
                .map(fullName ->
                        counts.getOrDefault(folded(fullName), 0) > 1 ? fullName : RecordType.simpleName(fullName))
                .toList();
    }

    static List<TopicType> named(List<TopicType> types) {
        List<String> names =
                names(types.stream().map(type -> type.type().fullName()).toList());
        return IntStream.range(0, types.size())
                .mapToObj(place -> types.get(place).as(names.get(place)))
                .toList();
    }

    /** A nullable field for each type, whose comment is the full name. */
    static StructType struct(List<TopicType> types) {
        return new StructType(types.stream().map(TypeColumns::field).toArray(StructField[]::new));
    }

    private static StructField field(TopicType type) {
        return DataTypes.createStructField(type.column(), type.dataType(), true)
                .withComment(type.type().fullName());
    }

    /** Spark tells names in other case apart only when it is told to. */
    private static String folded(String fullName) {
        return RecordType.simpleName(fullName).toLowerCase(Locale.ROOT);
    }
}
