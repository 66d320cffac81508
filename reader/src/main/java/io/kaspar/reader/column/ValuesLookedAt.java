package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.DeferredVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * Columns of values that a scan has to give, of which it decodes those that somebody looks at: at once those that were looked at before,
 * and all where another one is, so that a first block is not gone through for each. Not thread-safe; must be closed.
 */
final class ValuesLookedAt implements AutoCloseable {
    private final DataType dataType;
    private final Function<DataType, PayloadColumn> decoders;
    private final ColumnsLookedAt lookedAt;
    private final List<DeferredVector> later = new ArrayList<>();
    private final List<PayloadColumn> made = new ArrayList<>();
    /** What decodes a column by itself, by its place: where another one of a block is malformed. */
    private final Map<Integer, PayloadColumn> single = new HashMap<>();

    private List<Integer> learned = List.of();
    private @Nullable PayloadColumn ofLearned;
    private @Nullable PayloadColumn whole;
    private boolean isWholeDecoded;

    /** Decodes all of a block's records. */
    @FunctionalInterface
    interface Decoding {
        /** @throws MalformedRecordException when one of them cannot be decoded */
        void decode(PayloadColumn payload, RecordBlock records) throws IOException;
    }

    /**
     * @param dataType a struct of columns, or the type of values that are one column
     * @param decoders makes what decodes values to a type, which is closed with this
     */
    ValuesLookedAt(DataType dataType, Function<DataType, PayloadColumn> decoders, ColumnsLookedAt lookedAt) {
        this.dataType = dataType;
        this.decoders = decoders;
        this.lookedAt = lookedAt;
        for (DataType column : columnTypes(dataType)) {
            later.add(new DeferredVector(column));
        }
    }

    private static List<DataType> columnTypes(DataType dataType) {
        List<DataType> types = new ArrayList<>();
        if (dataType instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                types.add(field.dataType());
            }
        } else {
            types.add(dataType);
        }
        return types;
    }

    /** The columns of a block of records, which stay valid until the next one. */
    List<ColumnVector> columns(RecordBlock records, Decoding decoding) throws IOException {
        isWholeDecoded = false;
        learn();
        List<ColumnVector> columns = new ArrayList<>();
        for (int column = 0; column < later.size(); column++) {
            int place = column;
            later.get(column).fillLater(() -> lookAt(place, records, decoding));
            columns.add(later.get(column));
        }
        PayloadColumn known = ofLearned;
        if (known != null && isDecoded(known, records, decoding)) {
            for (int place = 0; place < learned.size(); place++) {
                columns.set(learned.get(place), child(known, place));
            }
        }
        return columns;
    }

    /** What is malformed is told when somebody looks: another query may have looked at that column before, and this one does not. */
    private static boolean isDecoded(PayloadColumn payload, RecordBlock records, Decoding decoding) throws IOException {
        payload.vector().reset();
        try {
            decoding.decode(payload, records);
            return true;
        } catch (MalformedRecordException e) {
            return false;
        }
    }

    private void learn() {
        List<Integer> now = lookedAt.columns();
        if (!now.equals(learned)) {
            learned = now;
            ofLearned = now.size() == later.size() ? whole() : make(part(now));
        }
    }

    private DataType part(List<Integer> columns) {
        if (dataType instanceof StructType struct) {
            StructType part = new StructType();
            for (int column : columns) {
                part = part.add(struct.fields()[column]);
            }
            return part;
        }
        return dataType;
    }

    /** What is malformed in a column that nobody looks at is no error: then this column is decoded alone. */
    private ColumnVector lookAt(int column, RecordBlock records, Decoding decoding) throws IOException {
        lookedAt.add(column);
        PayloadColumn all = whole();
        isWholeDecoded = isWholeDecoded || isDecoded(all, records, decoding);
        if (isWholeDecoded) {
            return child(all, column);
        }
        PayloadColumn alone = single.computeIfAbsent(column, place -> make(part(List.of(place))));
        alone.vector().reset();
        decoding.decode(alone, records);
        return child(alone, 0);
    }

    private PayloadColumn whole() {
        PayloadColumn known = whole;
        if (known == null) {
            known = make(dataType);
            whole = known;
        }
        return known;
    }

    private PayloadColumn make(DataType part) {
        PayloadColumn payload = decoders.apply(part);
        made.add(payload);
        return payload;
    }

    private ColumnVector child(PayloadColumn payload, int place) {
        return dataType instanceof StructType ? payload.vector().getChild(place) : payload.vector();
    }

    @Override
    public void close() {
        made.forEach(PayloadColumn::close);
    }
}
