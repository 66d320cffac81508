package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.schema.resolve.RecordTypeFinder;
import io.kaspar.schema.resolve.TopicType;

/** Tells records of one type from others, by the schema that the value names; null values are of no type. */
final class OneType implements AutoCloseable {
    private final RecordTypeFinder finder;
    private final TopicType type;
    private final SchemaHeaderFinder headers = new SchemaHeaderFinder(PayloadSide.VALUE);

    /** @param finder closed with this */
    OneType(RecordTypeFinder finder, TopicType type) {
        this.finder = finder;
        this.type = type;
    }

    /** Whether a record is of the type. What this throws is what is wrong with the value. */
    boolean has(RecordBlock records, int row) throws PayloadException, SchemaException, SchemaRegistryException {
        int length = records.valueLengths()[row];
        if (length < 0) {
            return false;
        }
        return finder.isOf(type, records.bytes(), records.valuePositions()[row], length, headers.find(records, row));
    }

    @Override
    public void close() {
        finder.close();
    }
}
