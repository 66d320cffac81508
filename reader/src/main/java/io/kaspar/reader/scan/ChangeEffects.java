package io.kaspar.reader.scan;

import io.kaspar.reader.column.ChangeOperations;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.ScanSpec;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Debezium's records say in their field {@code op}: c (create), r (read by a snapshot) and u (update) replace, d (delete) removes, t (truncate)
 * clears, m (a message of the database's log) does nothing. A record without value removes.
 *
 * <p>A record without a known operation replaces, where it does not fail the query: its row says what is wrong, and no older one takes its place.
 */
final class ChangeEffects implements KeyEffects {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeEffects.class);

    private final String topicPartition;
    private final boolean failsFast;
    private final ChangeOperations operations;
    private KeyEffect[] effects = {};
    private boolean hasWarned;

    /** @param operations closed with this */
    ChangeEffects(ScanSpec spec, String topicPartition, ChangeOperations operations) {
        this.topicPartition = topicPartition;
        this.failsFast = spec.read().malformedMode() == MalformedMode.FAILFAST;
        this.operations = operations;
    }

    @Override
    public void look(RecordBlock records) throws IOException {
        operations.read(records);
        if (effects.length < records.size()) {
            effects = new KeyEffect[records.size()];
        }
        for (int row = 0; row < records.size(); row++) {
            effects[row] = records.valueLengths()[row] < 0 ? KeyEffect.REMOVES : effect(records, row);
        }
    }

    private KeyEffect effect(RecordBlock records, int row) throws UnknownOperationException {
        return switch (operations.of(row)) {
            case 'c', 'r', 'u' -> KeyEffect.REPLACES;
            case 'd' -> KeyEffect.REMOVES;
            case 't' -> {
                warn(records.offsets()[row]);
                yield KeyEffect.CLEARS;
            }
            case 'm' -> KeyEffect.NONE;
            default -> {
                if (failsFast) {
                    throw new UnknownOperationException(topicPartition, records.offsets()[row]);
                }
                yield KeyEffect.REPLACES;
            }
        };
    }

    /** The table was emptied, but the record lies in one partition, and nobody looks into the others for it. */
    private void warn(long offset) {
        if (!hasWarned) {
            hasWarned = true;
            LOG.warn(
                    "The record at offset {} of {} says that the table was truncated (op = t): rows of other partitions stay",
                    offset,
                    topicPartition);
        }
    }

    @Override
    public KeyEffect of(int row) {
        return effects[row];
    }

    @Override
    public void close() {
        operations.close();
    }
}
