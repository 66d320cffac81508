package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.json.shape.ArrayShape;
import io.kaspar.schema.json.shape.EntriesShape;
import io.kaspar.schema.json.shape.JsonShape;
import io.kaspar.schema.json.shape.MapShape;
import io.kaspar.schema.json.shape.ObjectMember;
import io.kaspar.schema.json.shape.ObjectShape;
import io.kaspar.schema.json.shape.OneOfShape;
import io.kaspar.schema.json.shape.ScalarEncoding;
import io.kaspar.schema.json.shape.ScalarShape;
import io.kaspar.schema.json.shape.UnionBranch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * How payloads of one schema become columns of another. JSON names its members, so it is the table's shape, but where the
 * writer's schema says that the same column is written in another way: a decimal as a number, or as base64.
 */
final class ShapeResolution {
    private ShapeResolution() {}

    /**
     * A shape of the reader's type for payloads of the writer's schema.
     *
     * @throws SchemaException when the table would take a value for what it is not: a number of days for one of milliseconds
     */
    static JsonShape resolve(JsonShape writer, JsonShape reader) throws SchemaException {
        return resolve(writer, reader, "");
    }

    private static JsonShape resolve(JsonShape writer, JsonShape reader, String place) throws SchemaException {
        if (reader instanceof ScalarShape column && writer instanceof ScalarShape written) {
            return scalar(written, column, place);
        }
        if (reader instanceof ObjectShape columns && writer instanceof ObjectShape written) {
            return object(written, columns, place);
        }
        if (reader instanceof ArrayShape column && writer instanceof ArrayShape written) {
            return new ArrayShape(resolve(written.element(), column.element(), place + "[]"), column.containsNull());
        }
        if (reader instanceof MapShape column && writer instanceof MapShape written) {
            return new MapShape(resolve(written.value(), column.value(), place + "{}"), column.valuesContainNull());
        }
        if (reader instanceof EntriesShape column && writer instanceof EntriesShape written) {
            return new EntriesShape(
                    resolve(written.key(), column.key(), place + "{}.key"),
                    resolve(written.value(), column.value(), place + "{}.value"),
                    column.valuesContainNull());
        }
        if (reader instanceof OneOfShape column && writer instanceof OneOfShape written) {
            return union(written, column, place);
        }
        boolean isOtherMap = (reader instanceof MapShape && writer instanceof EntriesShape)
                || (reader instanceof EntriesShape && writer instanceof MapShape);
        return isOtherMap && writer.dataType().equals(reader.dataType()) ? writer : reader;
    }

    private static ScalarShape scalar(ScalarShape writer, ScalarShape reader, String place) throws SchemaException {
        if (writer.dataType().equals(reader.dataType())) {
            return writer;
        }
        boolean arePlain = isPlain(writer) && isPlain(reader);
        if (!arePlain) {
            throw new SchemaException((place.isEmpty() ? "the value" : "field " + place.substring(1)) + " was a "
                    + writer.dataType().sql() + " written " + described(writer) + ", and is a "
                    + reader.dataType().sql() + " written " + described(reader));
        }
        return reader;
    }

    /** Whether the JSON itself tells what kind of value it is. */
    private static boolean isPlain(ScalarShape shape) {
        return shape.encoding() == ScalarEncoding.STRICT && !shape.dataType().equals(DataTypes.BinaryType);
    }

    static String described(ScalarShape shape) {
        return switch (shape.encoding()) {
            case FROM_JSON, STRICT -> shape.dataType().equals(DataTypes.BinaryType) ? "as base64" : "as JSON has it";
            case EPOCH_DAYS -> "as days";
            case YEAR_MONTH_DAY -> "as year, month and day";
            case EPOCH_MILLIS -> "as milliseconds";
            case UNSCALED_BASE64 -> "as base64 of its digits";
        };
    }

    private static ObjectShape object(ObjectShape writer, ObjectShape reader, String place) throws SchemaException {
        Map<String, JsonShape> written = new HashMap<>();
        writer.members().forEach(member -> written.put(member.name(), member.shape()));
        List<ObjectMember> members = new ArrayList<>();
        for (ObjectMember member : reader.members()) {
            JsonShape shape = resolved(written.get(member.name()), member.shape(), place + "." + member.name());
            members.add(new ObjectMember(member.name(), member.column(), shape, member.nulls(), member.metadata()));
        }
        return new ObjectShape(members, reader.rest());
    }

    private static OneOfShape union(OneOfShape writer, OneOfShape reader, String place) throws SchemaException {
        Map<String, JsonShape> written = new HashMap<>();
        writer.branches().forEach(branch -> written.put(branch.column(), branch.shape()));
        List<UnionBranch> branches = new ArrayList<>();
        for (UnionBranch branch : reader.branches()) {
            JsonShape shape = resolved(written.get(branch.column()), branch.shape(), place + "." + branch.column());
            branches.add(new UnionBranch(branch.column(), shape, branch.mark(), branch.metadata()));
        }
        return new OneOfShape(branches);
    }

    private static JsonShape resolved(@Nullable JsonShape writer, JsonShape reader, String place)
            throws SchemaException {
        return writer == null ? reader : resolve(writer, reader, place);
    }
}
