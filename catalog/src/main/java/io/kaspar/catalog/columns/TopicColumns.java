package io.kaspar.catalog.columns;

import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import io.kaspar.schema.variant.SparkVariant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a topic: the fields of its values, and Kafka's facts as hidden ones beside them. */
public final class TopicColumns {
    private static final String WHOLE_VALUE = "value";

    private final TopicSchema topicSchema;
    private final ValueShape shape;
    private final StructType valueColumns;
    private final boolean isRecord;
    private final Map<String, MetadataField> shownFacts;
    private final Map<String, MetadataField> hidden = new LinkedHashMap<>();

    /** All fields of values, or values as they are. */
    public TopicColumns(TopicSchema topicSchema, String prefix) {
        this(topicSchema, ValueShape.PLAIN, prefix);
    }

    /**
     * Some fields of values.
     *
     * @param shape one that fits the values
     * @param prefix what the names of hidden columns start with
     */
    public TopicColumns(TopicSchema topicSchema, ValueShape shape, String prefix) {
        this.topicSchema = topicSchema;
        this.shape = shape;
        DataType valueType = topicSchema.value().dataType();
        this.isRecord = valueType instanceof StructType;
        this.shownFacts = shownFacts(shape);
        if (shape == ValueShape.RAW) {
            this.valueColumns = RawColumns.TYPE;
        } else if (shape == ValueShape.RECORD) {
            this.valueColumns = WholeRecordColumns.type(topicSchema, valueType);
        } else {
            this.valueColumns =
                    isRecord ? nullable(shape.columns((StructType) valueType)) : wholeValue(topicSchema.value());
        }
        Set<String> taken = Arrays.stream(valueColumns.fieldNames())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (MetadataField field : MetadataField.values()) {
            String name = HiddenColumn.name(field, prefix);
            boolean isThereTwice = shape == ValueShape.RECORD && shownFacts.containsValue(field);
            // a field of the value wins, whatever the session says about case
            if (!isThereTwice && !taken.contains(name.toLowerCase(Locale.ROOT))) {
                hidden.put(name, field);
            }
        }
    }

    private static Map<String, MetadataField> shownFacts(ValueShape shape) {
        if (shape == ValueShape.RAW) {
            return RawColumns.facts();
        }
        return shape == ValueShape.RECORD ? WholeRecordColumns.facts() : Map.of();
    }

    /** Whether values are one column, whatever they are. */
    public boolean areWhole() {
        return shape == ValueShape.RECORD || !isRecord;
    }

    /** The columns of {@code SELECT *}. A record without value has nulls in all of them. */
    public StructType valueColumns() {
        return valueColumns;
    }

    /** Whether there are two fields, at whatever depth, whose names differ in case only. */
    public boolean haveNamesThatDifferInCaseOnly() {
        return NameCase.isAllThatDiffers(valueColumns)
                || NameCase.isAllThatDiffers(topicSchema.key().dataType());
    }

    /** The hidden columns, without those whose names a field of the value has. Asks for the key's schema. */
    public List<HiddenColumn> hiddenColumns() {
        return hidden.entrySet().stream()
                .map(column -> HiddenColumn.of(column.getValue(), topicSchema, column.getKey()))
                .toList();
    }

    /**
     * The columns of {@code SELECT *} and these hidden ones behind them. A key is left out that nobody knows how to read: who names
     * all columns shall not fail.
     *
     * @throws UnavailableSchemaException when nobody knows how to read the value
     */
    public StructType with(Set<MetadataField> facts) {
        SchemaNotes.requireAvailable(topicSchema.value());
        StructType all = valueColumns;
        for (Map.Entry<String, MetadataField> column : hidden.entrySet()) {
            MetadataField fact = column.getValue();
            boolean isReadable = fact != MetadataField.KEY || haveReadableKeys();
            if (facts.contains(fact) && isReadable) {
                HiddenColumn shown = HiddenColumn.of(fact, topicSchema, column.getKey());
                all = all.add(DataTypes.createStructField(shown.name(), shown.dataType(), shown.isNullable())
                        .withComment(shown.comment()));
            }
        }
        return all;
    }

    /** What the column of a fact is called, hidden or shown. */
    public String nameOf(MetadataField fact) {
        return Stream.concat(hidden.entrySet().stream(), shownFacts.entrySet().stream())
                .filter(column -> column.getValue() == fact)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** The fact that a column shows, which is a hidden one mostly; empty for another name. */
    public Optional<MetadataField> metadataField(String name) {
        return Optional.ofNullable(shownFacts.getOrDefault(name, hidden.get(name)));
    }

    /** Whether a fact is a column of {@code SELECT *}. */
    public boolean isShown(MetadataField fact) {
        return shownFacts.containsValue(fact);
    }

    /** The type of a fact's column. Of a key it asks for the key's schema. */
    public DataType type(MetadataField fact) {
        return HiddenColumn.of(fact, topicSchema, fact.name()).dataType();
    }

    /** The given columns with the types they are read in: only what comes from schemas is read in part. */
    public StructType readTypes(StructType required) {
        StructType types = new StructType();
        for (StructField field : required.fields()) {
            types = types.add(readType(field));
        }
        return types;
    }

    private StructField readType(StructField field) {
        MetadataField fact = hidden.get(field.name());
        if (shownFacts.get(field.name()) == MetadataField.HEADERS) {
            return valueColumns.apply(field.name());
        }
        if (fact == null || fact == MetadataField.KEY) {
            return field;
        }
        HiddenColumn column = HiddenColumn.of(fact, topicSchema, field.name());
        return DataTypes.createStructField(field.name(), column.dataType(), column.isNullable());
    }

    /**
     * The name of the only column of values, where that is a variant whose parts can be read without the rest: JSON in columns that
     * somebody gave, or in none.
     */
    public Optional<String> onlyVariant() {
        boolean isOnly = valueColumns.length() == 1 && SparkVariant.is(valueColumns.fields()[0].dataType());
        boolean isJson = topicSchema.value() instanceof PayloadSchema.Given given
                && (given.schema().kind() == SchemaKind.VARIANT
                        || given.schema().kind() == SchemaKind.JSON_COLUMNS);
        return isOnly && isJson ? Optional.of(valueColumns.fieldNames()[0]) : Optional.empty();
    }

    /** Whether anybody knows how to read keys. */
    public boolean haveReadableKeys() {
        return !(topicSchema.key() instanceof PayloadSchema.Unavailable);
    }

    /** All columns, hidden ones behind the others. Asks for the key's schema. */
    public StructType all() {
        StructType all = valueColumns;
        for (HiddenColumn column : hiddenColumns()) {
            all = all.add(column.name(), column.dataType(), column.isNullable());
        }
        return all;
    }

    /** Some columns in their order, and parts of it where the {@link #onlyVariant} is. */
    public StructType withParts(StructType types, StructType parts) {
        StructField variant = valueColumns.fields()[0];
        StructType replaced = new StructType();
        for (StructField field : types.fields()) {
            replaced = replaced.add(
                    field.name().equals(variant.name())
                            ? new StructField(variant.name(), parts, true, variant.metadata())
                            : field);
        }
        return replaced;
    }

    /**
     * What to read for these columns, in their order.
     *
     * @param use who looks at them
     * @throws UnavailableSchemaException when a column that is wanted cannot be read; another one says so to who looks at it
     */
    public List<ScanColumn> scanColumns(StructType readTypes, ColumnUse use) {
        return Arrays.stream(readTypes.fields())
                .map(field -> scanColumn(field, isWanted(field, use)))
                .toList();
    }

    private boolean isWanted(StructField field, ColumnUse use) {
        return switch (use) {
            case ALL_WANTED -> true;
            case HIDDEN_UNSURE -> metadataField(field.name()).isEmpty();
            case ALL_UNSURE -> false;
        };
    }

    private ScanColumn scanColumn(StructField field, boolean isWanted) {
        Optional<MetadataField> fact = metadataField(field.name());
        Optional<PayloadSchema> schema = fact.isEmpty()
                ? Optional.of(topicSchema.value())
                : fact.filter(MetadataField.KEY::equals).map(key -> topicSchema.key());
        if (isWanted) {
            schema.ifPresent(SchemaNotes::requireAvailable);
            return scanColumn(field, fact);
        }
        if (schema.isPresent() && schema.get() instanceof PayloadSchema.Unavailable unavailable) {
            return new ScanColumn.Unreadable(field.dataType(), unavailable.problem());
        }
        // Whole values that are structs are not looked at field by field.
        return fact.isEmpty() && shape == ValueShape.RECORD
                ? scanColumn(field, fact)
                : new ScanColumn.IfLookedAt(scanColumn(field, fact));
    }

    private ScanColumn scanColumn(StructField field, Optional<MetadataField> fact) {
        if (fact.isPresent()) {
            boolean isAsInSparksConnector = shape == ValueShape.RAW && shownFacts.containsKey(field.name());
            return new ScanColumn.Metadata(fact.get(), field.dataType(), isAsInSparksConnector);
        }
        return areWhole()
                ? new ScanColumn.WholeValue(field.dataType())
                : shape.scanColumn(field.name(), field.dataType());
    }

    private static StructType wholeValue(PayloadSchema value) {
        StructField column = DataTypes.createStructField(WHOLE_VALUE, value.dataType(), true);
        return new StructType()
                .add(SchemaNotes.of(value).map(column::withComment).orElse(column));
    }

    private static StructType nullable(StructType struct) {
        StructType all = new StructType();
        for (StructField field : struct.fields()) {
            all = all.add(new StructField(field.name(), field.dataType(), true, field.metadata()));
        }
        return all;
    }
}
