package io.kaspar.writer;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSource;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Finds the partitions of rows before they are sent: the same that {@link OwnPartitions} finds for their records. Not thread-safe. */
public final class PartitionFinder {
    private final PartitionSpec spec;
    private final @Nullable PayloadMaker keys;

    /** @throws WriteException when such keys cannot be written */
    public PartitionFinder(PartitionSpec spec) throws WriteException {
        this.spec = spec;
        try {
            this.keys = spec.key() == null ? null : new PayloadMaker(spec.key());
        } catch (SchemaException e) {
            throw new WriteException("the keys of rows cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * The partition that a row names, else its key's; empty when neither says one. A number that is none of the topic's is given, too.
     *
     * @throws WriteException when its key cannot be written
     */
    public OptionalInt partition(ValueSource row) throws WriteException {
        Integer column = spec.column();
        if (column != null && !row.isNull(column)) {
            return OptionalInt.of(row.intAt(column));
        }
        try {
            byte @Nullable [] key = keys == null ? null : keys.payload(row);
            return key == null
                    ? OptionalInt.empty()
                    : OptionalInt.of(spec.partitioner().sentTo(key, spec.partitionCount()));
        } catch (PayloadException e) {
            throw new WriteException("a row cannot be written: key: " + e.getMessage(), e);
        }
    }
}
