package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.ValueVector;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.schema.resolve.RecordTypeFinder;
import org.jspecify.annotations.Nullable;

/** The full names of the values' records, by their schemas; what headers say where those do not tell. Null for null values without such a header. */
final class RecordTypeColumn implements MetadataColumn {
    private final RecordTypeFinder finder;
    private final HeaderTypes headerTypes = new HeaderTypes();
    private final ValueVector vector;
    private final SchemaHeaderFinder headers = new SchemaHeaderFinder(PayloadSide.VALUE);

    /** @param finder closed with this */
    RecordTypeColumn(RecordTypeFinder finder, ValueVector vector) {
        this.finder = finder;
        this.vector = vector;
    }

    @Override
    public ValueVector vector() {
        return vector;
    }

    @Override
    public void append(RecordBlock records) throws SchemaRegistryException {
        vector.reserve(records.size());
        for (int row = 0; row < records.size(); row++) {
            byte @Nullable [] name = records.valueLengths()[row] < 0 ? null : name(records, row);
            if (name == null) {
                headerTypes.put(records, row, vector);
            } else {
                vector.putBytes(name, 0, name.length);
            }
        }
    }

    private byte @Nullable [] name(RecordBlock records, int row) throws SchemaRegistryException {
        return finder.name(
                records.bytes(),
                records.valuePositions()[row],
                records.valueLengths()[row],
                headers.find(records, row));
    }

    @Override
    public void close() {
        finder.close();
    }
}
