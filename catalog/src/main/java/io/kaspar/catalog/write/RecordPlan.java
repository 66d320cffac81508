package io.kaspar.catalog.write;

import io.kaspar.reader.task.MetadataField;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.writer.PayloadSpec;
import io.kaspar.writer.RecordFacts;
import io.kaspar.writer.RowPart;
import io.kaspar.writer.WriteSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Decides which columns of rows become which part of records. */
final class RecordPlan {
    private final WriteContext context;
    private final StructType rows;
    private final List<Integer> valuePlaces = new ArrayList<>();
    private final Map<MetadataField, Integer> facts = new EnumMap<>(MetadataField.class);

    private RecordPlan(WriteContext context, StructType rows) {
        this.context = context;
        this.rows = rows;
    }

    /**
     * What tasks have to know.
     *
     * @param rows the columns of the statement, by the names of the table's
     * @throws UnwritableException when such rows cannot become records of the topic
     */
    static WriteSpec spec(WriteContext context, StructType rows) {
        RecordPlan plan = new RecordPlan(context, rows);
        plan.sort();
        return plan.spec();
    }

    private void sort() {
        for (int place = 0; place < rows.length(); place++) {
            String name = rows.fields()[place].name();
            Optional<MetadataField> fact = context.columns().metadataField(name);
            if (fact.isPresent()) {
                facts.put(fact.get(), place);
            } else if (context.columns().valueColumns().getFieldIndex(name).isDefined()) {
                valuePlaces.add(place);
            } else {
                throw unwritable("it has no column " + name + "; its columns are "
                        + String.join(", ", context.columns().all().fieldNames()));
            }
        }
        facts.keySet().removeIf(fact -> context.columns().isShown(fact) && isKafkasToSay(fact));
        facts.forEach((fact, place) -> {
            if (!isWritable(fact)) {
                throw unwritable("column " + rows.fields()[place].name()
                        + " cannot be written: it says what became of a record; leave it out");
            }
        });
    }

    /** What Spark's own connector passes over, too. */
    private static boolean isKafkasToSay(MetadataField fact) {
        return fact == MetadataField.OFFSET || fact == MetadataField.TIMESTAMP_TYPE;
    }

    private boolean isWritable(MetadataField fact) {
        return switch (fact) {
            case KEY, TOPIC, PARTITION, TIMESTAMP, HEADERS -> true;
            case VALUE -> context.columns().isShown(fact);
            case OFFSET, TIMESTAMP_TYPE, LEADER_EPOCH, KEY_SCHEMA_ID, VALUE_SCHEMA_ID, RECORD_TYPE, ERROR -> false;
        };
    }

    private WriteSpec spec() {
        PayloadSpec key = key();
        boolean keyIsRequired = context.compaction().getAsBoolean();
        if (key == null && keyIsRequired) {
            throw unwritable(
                    "the topic is compacted (cleanup.policy), so each record needs a key: say which columns make it with the"
                            + " option key.columns, or write the key as a column of its own");
        }
        PayloadSpec value = value();
        require(value);
        if (key != null) {
            require(key);
        }
        return new WriteSpec(
                context.topic(),
                rows,
                key,
                value,
                recordFacts(),
                context.options().partitioner(),
                keyIsRequired,
                context.options().tombstones(),
                context.cluster().kafkaProperties());
    }

    private RecordFacts recordFacts() {
        return new RecordFacts(
                fact(MetadataField.TOPIC),
                fact(MetadataField.PARTITION),
                fact(MetadataField.TIMESTAMP),
                fact(MetadataField.HEADERS));
    }

    private @Nullable Integer fact(MetadataField fact) {
        Integer place = facts.get(fact);
        if (place != null) {
            StructField given = rows.fields()[place];
            DataType wanted = context.columns().type(fact);
            if (!DataType.equalsIgnoreNullability(wanted, given.dataType())) {
                throw unwritable("column " + given.name() + " is of type "
                        + given.dataType().sql() + ", and must be of " + wanted.sql() + "; CAST changes the type");
            }
        }
        return place;
    }

    private PayloadSpec value() {
        PayloadSchema schema = context.topicSchema().value();
        Integer whole = facts.get(MetadataField.VALUE);
        if (whole != null) {
            return column(PayloadSide.VALUE, schema, whole);
        }
        if (valuePlaces.isEmpty()) {
            throw unwritable("none of the columns is one of the value's, which are "
                    + String.join(", ", context.columns().valueColumns().fieldNames()));
        }
        return !context.columns().areWhole() && schema.dataType() instanceof StructType struct
                ? columns(PayloadSide.VALUE, schema, struct, valuePlaces)
                : column(PayloadSide.VALUE, schema, valuePlaces.get(0));
    }

    private @Nullable PayloadSpec key() {
        List<String> named = context.options().keyColumns();
        Integer whole = facts.get(MetadataField.KEY);
        if (whole != null && !named.isEmpty()) {
            throw unwritable("the key is said twice: by the column " + rows.fields()[whole].name()
                    + " and by the option key.columns; leave one of them out");
        }
        if (whole != null) {
            return column(PayloadSide.KEY, context.topicSchema().key(), whole);
        }
        if (named.isEmpty()) {
            return null;
        }
        PayloadSchema schema = context.topicSchema().key();
        List<Integer> places = named.stream().map(this::place).toList();
        if (schema.dataType() instanceof StructType struct) {
            return columns(PayloadSide.KEY, schema, struct, places);
        }
        if (places.size() > 1) {
            throw unwritable("the option key.columns names " + places.size()
                    + " columns, and keys of the topic are one value, of type "
                    + schema.dataType().sql()
                    + "; for a key of several give it a schema: one of the registry's, or key.format and key.schema");
        }
        return column(PayloadSide.KEY, schema, places.get(0));
    }

    private int place(String column) {
        return valuePlaces.stream()
                .filter(place -> rows.fields()[place].name().equals(column))
                .findFirst()
                .orElseThrow(() -> unwritable("the option key.columns names " + column
                        + ", which is none of the columns that are written: " + String.join(", ", rows.fieldNames())));
    }

    private PayloadSpec column(PayloadSide side, PayloadSchema schema, int place) {
        DataType type = Widening.of(rows.fields()[place].dataType(), schema.dataType());
        return new PayloadSpec(side, schema, new RowPart.Column(place), type);
    }

    private PayloadSpec columns(PayloadSide side, PayloadSchema schema, StructType wanted, List<Integer> places) {
        StructType fields = new StructType();
        for (int place : places) {
            StructField given = rows.fields()[place];
            DataType type = wanted.getFieldIndex(given.name()).isDefined()
                    ? Widening.of(given.dataType(), wanted.apply(given.name()).dataType())
                    : given.dataType();
            fields = fields.add(given.name(), type, given.nullable());
        }
        return new PayloadSpec(side, schema, new RowPart.Columns(places), fields);
    }

    private void require(PayloadSpec payload) {
        try {
            var unused = payload.writing();
        } catch (SchemaException e) {
            throw new UnwritableException(prefix() + payload.side().word() + ": " + e.getMessage(), e);
        }
    }

    private UnwritableException unwritable(String problem) {
        return new UnwritableException(prefix() + problem);
    }

    private String prefix() {
        return "rows cannot be written to topic " + context.topic() + ": ";
    }
}
