package io.kaspar.catalog.write;

import io.kaspar.reader.task.MetadataField;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.writer.PayloadSpec;
import io.kaspar.writer.ProducerSettings;
import io.kaspar.writer.RecordFacts;
import io.kaspar.writer.RowPart;
import io.kaspar.writer.WriteException;
import io.kaspar.writer.WriteSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Deletes by key: a tombstone for each key that a condition names, encoded as rows' keys are. Sent by the driver, since they are few. */
public final class KeyDeletion {
    private static final String EQUAL = "=";
    private static final String IN = "IN";
    private static final String NO_VALUE = "no value";

    private final WriteContext context;

    public KeyDeletion(WriteContext context) {
        this.context = context;
    }

    /**
     * Checks whether a condition names keys, and tombstones for them can be written.
     *
     * @param conditions which hold together
     * @throws UnwritableException when not; nothing was sent
     */
    public void check(Predicate[] conditions) {
        var unused = plan(conditions);
    }

    /** Writes the tombstones, and returns when brokers have them. */
    public void delete(Predicate[] conditions) {
        Tombstones planned = plan(conditions);
        try (TopicDataWriter writer =
                TopicDataWriter.atLeastOnce(NamedSchemas.of(planned.spec(), context.registry()))) {
            for (Object[] row : planned.rows()) {
                writer.write(new GenericInternalRow(row));
            }
            var unused = writer.commit();
        } catch (IOException e) {
            throw new UnwritableException(
                    "the tombstones for topic " + context.topic() + " were not written, or not all: " + e.getMessage(),
                    e);
        }
    }

    /** @param rows the columns of each key, and a null for the value */
    private record Tombstones(WriteSpec spec, List<Object[]> rows) {}

    private Tombstones plan(Predicate[] conditions) {
        if (!context.compaction().getAsBoolean()) {
            throw refused(
                    "it is not compacted, so that its records stay until their retention ends; _partition and _offset alone delete the first"
                            + " ones of a partition");
        }
        context.layout().requireWritePermission();
        Map<String, List<Literal<?>>> constants = new LinkedHashMap<>();
        for (Predicate condition : conditions) {
            addTo(constants, condition);
        }
        List<String> columns = keyColumns(constants);
        StructType rows = rows(columns, constants);
        PayloadSchema schema = context.topicSchema().key();
        PayloadSpec key = schema.dataType() instanceof StructType
                ? new PayloadSpec(
                        PayloadSide.KEY,
                        schema,
                        new RowPart.Columns(
                                IntStream.range(0, columns.size()).boxed().toList()),
                        new StructType(Arrays.copyOf(rows.fields(), columns.size())))
                : new PayloadSpec(PayloadSide.KEY, schema, new RowPart.Column(0), rows.fields()[0].dataType());
        PayloadSpec value = new PayloadSpec(
                PayloadSide.VALUE,
                new PayloadSchema.Raw(RawFormat.BINARY),
                new RowPart.Column(columns.size()),
                DataTypes.BinaryType);
        requireSendable(key);
        return new Tombstones(
                new WriteSpec(
                        context.topic(),
                        rows,
                        key,
                        value,
                        RecordFacts.NONE,
                        context.options().partitioner(),
                        true,
                        true,
                        context.cluster().kafkaProperties()),
                rowsOf(columns, constants));
    }

    private void requireSendable(PayloadSpec key) {
        try {
            var unused = key.writing();
            ProducerSettings.check(context.cluster().kafkaProperties());
        } catch (SchemaException | WriteException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    private void addTo(Map<String, List<Literal<?>>> constants, Predicate condition) {
        Expression[] sides = condition.children();
        boolean isFlipped = sides.length == 2 && sides[0] instanceof Literal;
        Expression column = sides.length == 0 ? condition : sides[isFlipped ? 1 : 0];
        List<Literal<?>> literals = new ArrayList<>();
        for (Expression side : sides) {
            if (side != column && side instanceof Literal<?> literal && literal.value() != null) {
                literals.add(literal);
            }
        }
        boolean isKnown = condition.name().equals(EQUAL) || condition.name().equals(IN);
        if (!isKnown
                || !(column instanceof NamedReference reference)
                || literals.size() != sides.length - 1
                || constants.put(name(reference), literals) != null) {
            throw refused("only conditions that name whole keys become tombstones, such as "
                    + String.join(
                            " AND ",
                            keyNames().stream().map(name -> name + " = …").toList())
                    + ", and this one says " + condition);
        }
    }

    /** A column, or a part of the hidden column of the key, as a query writes it. */
    private static String name(NamedReference reference) {
        return String.join(".", reference.fieldNames());
    }

    /** The columns of conditions by which a whole key can be said. */
    private List<String> keyNames() {
        String key = keyColumn().orElse("_key");
        return context.topicSchema().key().dataType() instanceof StructType struct
                ? Arrays.stream(struct.fieldNames())
                        .map(field -> key + "." + field)
                        .toList()
                : List.of(key);
    }

    private Optional<String> keyColumn() {
        return Arrays.stream(context.columns().all().fieldNames())
                .filter(name -> context.columns().metadataField(name).equals(Optional.of(MetadataField.KEY)))
                .findFirst();
    }

    /** The columns of the condition in the order of the key's fields. */
    private List<String> keyColumns(Map<String, List<Literal<?>>> constants) {
        for (List<String> names : List.of(keyNames(), context.options().keyColumns())) {
            boolean isOneList = names.size() == 1 || countOf(constants) == 1;
            if (isOneList && constants.keySet().equals(Set.copyOf(names))) {
                return names;
            }
        }
        String others = context.options().keyColumns().isEmpty()
                ? "; with the option key.columns its columns do so, too"
                : " or by " + String.join(", ", context.options().keyColumns());
        throw refused("a whole key is said by " + String.join(", ", keyNames()) + others + "; the condition is about "
                + String.join(", ", constants.keySet()));
    }

    /** How many constants the column has that has most. */
    private static int countOf(Map<String, List<Literal<?>>> constants) {
        return constants.values().stream().mapToInt(List::size).max().orElse(0);
    }

    private static StructType rows(List<String> columns, Map<String, List<Literal<?>>> constants) {
        StructType rows = new StructType();
        for (String column : columns) {
            String field = column.substring(column.lastIndexOf('.') + 1);
            rows = rows.add(field, constant(constants, column, 0).dataType(), false);
        }
        return rows.add(NO_VALUE, DataTypes.BinaryType);
    }

    private static Literal<?> constant(Map<String, List<Literal<?>>> constants, String column, int number) {
        return Objects.requireNonNull(constants.get(column)).get(number);
    }

    private static List<Object[]> rowsOf(List<String> columns, Map<String, List<Literal<?>>> constants) {
        List<Object[]> rows = new ArrayList<>();
        for (int number = 0; number < countOf(constants); number++) {
            Object[] row = new Object[columns.size() + 1];
            for (int place = 0; place < columns.size(); place++) {
                row[place] = constant(constants, columns.get(place), number).value();
            }
            rows.add(row);
        }
        return rows;
    }

    private UnwritableException refused(String reason) {
        return refused(reason, null);
    }

    private UnwritableException refused(String reason, @Nullable Throwable cause) {
        return new UnwritableException("no keys of topic " + context.topic() + " are deleted: " + reason, cause);
    }
}
