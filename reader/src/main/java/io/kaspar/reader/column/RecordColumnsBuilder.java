package io.kaspar.reader.column;

import io.kaspar.reader.column.RecordFactColumn.Fact;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.vector.DeferredVector;
import io.kaspar.reader.vector.DiscardingSink;
import io.kaspar.reader.vector.ValueVector;
import io.kaspar.reader.vector.ValueVectors;
import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.registry.SharedSchemaRegistries;
import io.kaspar.schema.resolve.FramedPayloadDecoder;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.schema.resolve.RecordTypeFinder;
import io.kaspar.schema.resolve.RegistrySupplier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Makes the columns that a scan asks for, and what fills them. */
public final class RecordColumnsBuilder {
    /** Rows that vectors have room for before they grow: tasks with few records, or with many columns, stay small. */
    private static final int FIRST_ROWS = 64;

    private final ScanSpec spec;
    private final ScanTask task;
    private final Cancellation cancellation;
    private final ValueVectors vectors;
    private final int firstRows;
    private final Map<PayloadSide, PayloadColumn> payloads = new EnumMap<>(PayloadSide.class);
    private final Map<PayloadSide, DataType> wanted = new EnumMap<>(PayloadSide.class);
    private final List<PayloadColumn> decoded = new ArrayList<>();
    private final List<PayloadJudge> judges = new ArrayList<>();
    private final List<MetadataColumn> metadata = new ArrayList<>();
    private final List<DeferredColumn> deferred = new ArrayList<>();
    private final List<ColumnVector> output = new ArrayList<>();
    private final List<Integer> valuePlaces = new ArrayList<>();
    private @Nullable ValuesLookedAt valuesLookedAt;
    private @Nullable ValueVector errors;

    private RecordColumnsBuilder(ScanSpec spec, ScanTask task, RecordBuffer buffer, Cancellation cancellation) {
        this.spec = spec;
        this.task = task;
        this.cancellation = cancellation;
        vectors = new ValueVectors(buffer);
        firstRows = Math.min(FIRST_ROWS, BlockSize.rows(spec));
    }

    /** @param cancellation ends the waits for a registry */
    public static RecordColumns build(
            ScanSpec spec, ScanTask task, RecordBuffer buffer, ScanCounters counters, Cancellation cancellation) {
        RecordColumnsBuilder builder = new RecordColumnsBuilder(spec, task, buffer, cancellation);
        builder.addDecodedPayloads();
        builder.addValuesLookedAt();
        builder.addJudges();
        builder.addOutput();
        return new RecordColumns(
                spec.topic().name() + "-" + task.partition(),
                spec.read().malformedMode(),
                counters,
                builder.oneType(),
                builder.judges,
                builder.decoded,
                builder.metadata,
                builder.deferred,
                builder.valuesLookedAt,
                builder.errors,
                builder.output,
                builder.valuePlaces,
                List.copyOf(builder.payloads.values()),
                builder.unavailable(counters));
    }

    /** Null where values are no changes, or nobody wants any. */
    private @Nullable UnavailableValues unavailable(ScanCounters counters) {
        PayloadColumn values = payloads.get(PayloadSide.VALUE);
        return values == null || !spec.output().view().isOfChanges()
                ? null
                : new UnavailableValues(spec.topic().name() + "-" + task.partition(), values.vector(), counters);
    }

    private void addDecodedPayloads() {
        Map<String, DataType> fields = new LinkedHashMap<>();
        for (ScanColumn column : spec.output().columns()) {
            if (column instanceof ScanColumn.ValueField field) {
                fields.put(field.name(), field.dataType());
            } else if (column instanceof ScanColumn.NestedField field) {
                StructType others = (StructType) fields.getOrDefault(field.outer(), new StructType());
                fields.put(field.outer(), others.add(field.name(), field.dataType(), true));
            } else if (column instanceof ScanColumn.WholeValue whole) {
                decode(PayloadSide.VALUE, whole.dataType());
            } else if (column instanceof ScanColumn.Metadata fact && fact.field() == MetadataField.KEY) {
                decode(PayloadSide.KEY, fact.dataType());
            }
        }
        if (!fields.isEmpty()) {
            StructType together = new StructType();
            for (Map.Entry<String, DataType> field : fields.entrySet()) {
                together = together.add(field.getKey(), field.getValue(), true);
            }
            decode(PayloadSide.VALUE, together);
        }
    }

    private void addValuesLookedAt() {
        List<ScanColumn> values = spec.output().columns().stream()
                .flatMap(column ->
                        column instanceof ScanColumn.IfLookedAt unsure ? Stream.of(unsure.column()) : Stream.empty())
                .filter(column -> !(column instanceof ScanColumn.Metadata))
                .toList();
        if (values.isEmpty()) {
            return;
        }
        DataType type = values.get(0).dataType();
        if (values.get(0) instanceof ScanColumn.ValueField) {
            StructType together = new StructType();
            for (ScanColumn column : values) {
                ScanColumn.ValueField field = (ScanColumn.ValueField) column;
                together = together.add(field.name(), field.dataType(), true);
            }
            type = together;
        }
        valuesLookedAt = new ValuesLookedAt(
                type, part -> payload(PayloadSide.VALUE, part), ColumnsLookedAt.of(spec.topic(), values));
    }

    private void decode(PayloadSide side, DataType dataType) {
        if (payloads.containsKey(side)) {
            throw new IllegalArgumentException("the " + side.word() + " is asked for twice");
        }
        PayloadColumn payload = payload(side, dataType);
        payloads.put(side, payload);
        wanted.put(side, dataType);
        decoded.add(payload);
    }

    /** Null when records of all types are wanted. */
    private @Nullable OneType oneType() {
        return payloadSchema(PayloadSide.VALUE) instanceof PayloadSchema.OneOfSeveral one
                ? new OneType(recordTypeFinder().orElseThrow(), one.type())
                : null;
    }

    private Optional<RecordTypeFinder> recordTypeFinder() {
        return RecordTypeFinder.of(
                payloadSchema(PayloadSide.VALUE),
                PayloadSide.VALUE,
                PayloadFormats.all(),
                registry(spec.schemas().registry()));
    }

    /** What is decoded whole is judged by that. */
    private void addJudges() {
        if (spec.output().judged() != JudgedPart.WHOLE_RECORD) {
            return;
        }
        for (PayloadSide side : PayloadSide.values()) {
            PayloadSchema payloadSchema = payloadSchema(side);
            DataType whole = payloadSchema.dataType();
            if (!isAlwaysValid(payloadSchema) && !isWhole(wanted.get(side), whole)) {
                judges.add(new PayloadJudge(payloads(side, whole), new DiscardingSink(whole)));
            }
        }
    }

    private static boolean isAlwaysValid(PayloadSchema payloadSchema) {
        return payloadSchema instanceof PayloadSchema.Raw raw && raw.format() == RawFormat.BINARY;
    }

    /** Whether nothing of a type is missing; fields may be in another order. */
    private static boolean isWhole(@Nullable DataType part, DataType whole) {
        if (part instanceof StructType some && whole instanceof StructType all) {
            Map<String, DataType> types = new HashMap<>();
            for (StructField field : some.fields()) {
                types.put(field.name(), field.dataType());
            }
            return some.length() == all.length()
                    && Arrays.stream(all.fields())
                            .allMatch(field -> field.dataType().equals(types.get(field.name())));
        }
        return whole.equals(part);
    }

    private PayloadColumn payload(PayloadSide side, DataType dataType) {
        return new PayloadColumn(payloads(side, dataType), vectors.vector(dataType, firstRows));
    }

    private RecordPayloads payloads(PayloadSide side, DataType dataType) {
        FramedPayloadDecoder decoder = FramedPayloadDecoder.of(
                payloadSchema(side),
                side,
                dataType,
                PayloadFormats.all(),
                registry(spec.schemas().registry()));
        return new RecordPayloads(side, decoder);
    }

    private PayloadSchema payloadSchema(PayloadSide side) {
        return switch (side) {
            case KEY -> spec.schemas().topic().key();
            case VALUE -> spec.schemas().topic().value();
        };
    }

    private @Nullable RegistrySupplier registry(@Nullable RegistryOptions options) {
        return options == null ? null : () -> SharedSchemaRegistries.ofThisJvm().lease(options, cancellation);
    }

    private void addOutput() {
        int nextField = 0;
        Map<String, Integer> outers = new HashMap<>();
        Map<String, Integer> nextInner = new HashMap<>();
        for (ScanColumn column : spec.output().columns()) {
            if (column instanceof ScanColumn.ValueField) {
                output.add(decodedVector(PayloadSide.VALUE).getChild(nextField++));
            } else if (column instanceof ScanColumn.NestedField field) {
                if (!outers.containsKey(field.outer())) {
                    outers.put(field.outer(), nextField++);
                }
                int inner = nextInner.merge(field.outer(), 1, Integer::sum) - 1;
                output.add(decodedVector(PayloadSide.VALUE)
                        .getChild(outers.get(field.outer()))
                        .getChild(inner));
            } else if (column instanceof ScanColumn.WholeValue) {
                output.add(decodedVector(PayloadSide.VALUE));
            } else if (column instanceof ScanColumn.Metadata fact) {
                output.add(metadata(fact));
            } else if (column instanceof ScanColumn.IfLookedAt unsure) {
                if (unsure.column() instanceof ScanColumn.Metadata fact) {
                    output.add(deferred(fact));
                } else {
                    valuePlaces.add(output.size());
                    output.add(new DeferredVector(column.dataType()));
                }
            } else if (column instanceof ScanColumn.Unreadable unreadable) {
                DeferredVector nothing = new DeferredVector(unreadable.dataType());
                nothing.fillLater(() -> {
                    throw new IOException(unreadable.problem());
                });
                output.add(nothing);
            }
        }
    }

    private ColumnVector deferred(ScanColumn.Metadata fact) {
        if (fact.field() == MetadataField.KEY) {
            PayloadColumn keys = payload(PayloadSide.KEY, fact.dataType());
            payloads.put(PayloadSide.KEY, keys);
            return deferred(keys.vector(), new DeferredColumn.Payload(keys));
        }
        int before = metadata.size();
        ValueVector vector = metadata(fact);
        return metadata.size() == before ? vector : deferred(vector, new DeferredColumn.Fact(metadata.remove(before)));
    }

    private ColumnVector deferred(ValueVector vector, DeferredColumn.Content content) {
        DeferredVector later = new DeferredVector(vector.dataType());
        deferred.add(new DeferredColumn(later, content));
        return later;
    }

    private ValueVector decodedVector(PayloadSide side) {
        return Objects.requireNonNull(payloads.get(side), "decoded before").vector();
    }

    private ValueVector metadata(ScanColumn.Metadata column) {
        return switch (column.field()) {
            case TOPIC -> constant(column, spec.topic().name());
            case PARTITION -> constant(column, task.partition());
            case OFFSET -> fact(column, RecordFactColumn::offset);
            case TIMESTAMP -> fact(column, RecordFactColumn::timestamp);
            case TIMESTAMP_TYPE ->
                fact(
                        column,
                        column.isAsInSparksConnector()
                                ? RecordFactColumn::timestampTypeId
                                : RecordFactColumn::timestampType);
            case KEY -> decodedVector(PayloadSide.KEY);
            case VALUE -> fact(column, RecordFactColumn::value);
            case HEADERS -> add(new HeadersColumn(vector(column), column.isAsInSparksConnector()));
            case LEADER_EPOCH -> fact(column, RecordFactColumn::leaderEpoch);
            case KEY_SCHEMA_ID -> fact(column, RecordFactColumn.schemaId(framing(PayloadSide.KEY)));
            case VALUE_SCHEMA_ID -> fact(column, RecordFactColumn.schemaId(framing(PayloadSide.VALUE)));
            case RECORD_TYPE -> recordType(column);
            case ERROR -> {
                errors = vector(column);
                yield errors;
            }
        };
    }

    private ValueVector recordType(ScanColumn column) {
        ValueVector vector = vector(column);
        Optional<RecordTypeFinder> finder = recordTypeFinder();
        if (finder.isPresent()) {
            return add(new RecordTypeColumn(finder.get(), vector));
        }
        Optional<String> name = RecordTypeFinder.givenName(payloadSchema(PayloadSide.VALUE), PayloadFormats.all());
        return name.isPresent()
                ? add(new RecordFactColumn(RecordFactColumn.ofValues(name.get()), vector))
                : add(new HeaderTypeColumn(vector));
    }

    /** A payload of which nothing may be wanted but its framing. */
    private PayloadColumn framing(PayloadSide side) {
        return payloads.computeIfAbsent(side, missing -> payload(missing, new StructType()));
    }

    private ValueVector vector(ScanColumn column) {
        return vectors.vector(column.dataType(), firstRows);
    }

    private ValueVector fact(ScanColumn column, Fact fact) {
        return add(new RecordFactColumn(fact, vector(column)));
    }

    private ValueVector add(MetadataColumn column) {
        metadata.add(column);
        return column.vector();
    }

    private ValueVector constant(ScanColumn column, int value) {
        return add(new ConstantColumn(vector(column), vector -> vector.putInt(value)));
    }

    private ValueVector constant(ScanColumn column, String text) {
        byte[][] symbols = {text.getBytes(StandardCharsets.UTF_8)};
        return add(new ConstantColumn(vector(column), vector -> vector.putSymbol(symbols, 0)));
    }
}
