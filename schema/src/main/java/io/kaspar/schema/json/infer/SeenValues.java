package io.kaspar.schema.json.infer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kaspar.schema.format.SchemaException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The values that were seen in one place of payloads: of one member, or of the elements of its arrays. */
final class SeenValues {
    /** Objects and arrays that lie deeper are text: Spark goes through types by recursion. */
    private static final int MOST_LEVELS = 32;

    private static final int MOST_DIGITS = 38;
    private static final int DIGITS_OF_ANY_LONG = 18;
    private static final long EXACT_AS_DOUBLE = 1L << 53;

    private final MemberBudget budget;
    private final int level;
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final Map<String, SeenValues> members = new TreeMap<>();
    private @Nullable SeenValues elements;

    /** What values are, as far as it matters for their column. */
    private enum Kind {
        TEXT,
        BOOLEAN,
        /** Whole, and a double holds it exactly. */
        INTEGER,
        /** Whole, and in the range of 64 bits. */
        LONG,
        /** Whole, with 38 digits at most. */
        DECIMAL,
        FRACTION,
        OBJECT,
        ARRAY
    }

    SeenValues(MemberBudget budget, int level) {
        this.budget = budget;
        this.level = level;
    }

    /**
     * Looks at the value whose first token the parser has read, and reads to its last one.
     *
     * @throws SchemaException when objects have more members than tables should have columns
     */
    void add(JsonParser parser) throws IOException, SchemaException {
        switch (parser.currentToken()) {
            case VALUE_STRING -> kinds.add(Kind.TEXT);
            case VALUE_TRUE, VALUE_FALSE -> kinds.add(Kind.BOOLEAN);
            case VALUE_NUMBER_INT -> kinds.add(ofWhole(parser.getText()));
            case VALUE_NUMBER_FLOAT -> kinds.add(ofFraction(parser.getText()));
            case START_OBJECT -> addObject(parser);
            case START_ARRAY -> addArray(parser);
            default -> {} // null, which is no value
        }
    }

    private static Kind ofWhole(String number) {
        int digits = number.length() - (number.startsWith("-") ? 1 : 0);
        if (digits <= DIGITS_OF_ANY_LONG) {
            return Math.abs(Long.parseLong(number)) <= EXACT_AS_DOUBLE ? Kind.INTEGER : Kind.LONG;
        }
        if (digits > MOST_DIGITS) {
            return Kind.TEXT;
        }
        try {
            Long.parseLong(number);
            return Kind.LONG;
        } catch (NumberFormatException e) {
            return Kind.DECIMAL;
        }
    }

    private static Kind ofFraction(String number) {
        return Double.isFinite(Double.parseDouble(number)) ? Kind.FRACTION : Kind.TEXT;
    }

    private void addObject(JsonParser parser) throws IOException, SchemaException {
        if (level == MOST_LEVELS) {
            addAsText(parser);
            return;
        }
        kinds.add(Kind.OBJECT);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            SeenValues member = members.get(name);
            if (member == null) {
                budget.take();
                member = new SeenValues(budget, level + 1);
                members.put(name, member);
            }
            parser.nextToken();
            member.add(parser);
        }
    }

    private void addArray(JsonParser parser) throws IOException, SchemaException {
        if (level == MOST_LEVELS) {
            addAsText(parser);
            return;
        }
        kinds.add(Kind.ARRAY);
        SeenValues each = elements == null ? new SeenValues(budget, level + 1) : elements;
        elements = each;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            each.add(parser);
        }
    }

    private void addAsText(JsonParser parser) throws IOException {
        kinds.add(Kind.TEXT);
        parser.skipChildren();
    }

    /** The narrowest type that holds all of them; text where that is no other. */
    DataType type() {
        if (kinds.equals(EnumSet.of(Kind.OBJECT)) && !members.isEmpty()) {
            return struct();
        }
        if (kinds.equals(EnumSet.of(Kind.ARRAY)) && elements != null) {
            return DataTypes.createArrayType(elements.type());
        }
        if (kinds.equals(EnumSet.of(Kind.BOOLEAN))) {
            return DataTypes.BooleanType;
        }
        if (areOnly(EnumSet.of(Kind.INTEGER, Kind.LONG))) {
            return DataTypes.LongType;
        }
        if (areOnly(EnumSet.of(Kind.INTEGER, Kind.LONG, Kind.DECIMAL))) {
            return DataTypes.createDecimalType(MOST_DIGITS, 0);
        }
        return areOnly(EnumSet.of(Kind.INTEGER, Kind.FRACTION)) ? DataTypes.DoubleType : DataTypes.StringType;
    }

    private boolean areOnly(Set<Kind> allowed) {
        return !kinds.isEmpty() && allowed.containsAll(kinds);
    }

    /** The members by name, in alphabetical order, whichever came first. */
    StructType struct() {
        StructType struct = new StructType();
        for (Map.Entry<String, SeenValues> member : members.entrySet()) {
            struct = struct.add(member.getKey(), member.getValue().type(), true);
        }
        return struct;
    }
}
