package io.kaspar.reader.scan;

import io.kaspar.reader.column.ValueWords;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.ScanSpec;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What records of changes say in some of their fields ({@link ChangeField}): the first one that says more than that the record replaces
 * counts. A record without value removes.
 *
 * <p>A record that says nothing known replaces, where it does not fail the query: its row says what is wrong, and no older one takes its place.
 */
final class ChangeEffects implements KeyEffects {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeEffects.class);

    private final String topicPartition;
    private final boolean failsFast;
    private final List<ChangeField> fields;
    private final ValueWords words;
    private KeyEffect[] effects = {};
    private boolean hasWarned;

    /**
     * @param fields at least one
     * @param words of these fields; closed with this
     */
    ChangeEffects(ScanSpec spec, String topicPartition, List<ChangeField> fields, ValueWords words) {
        this.topicPartition = topicPartition;
        this.failsFast = spec.read().malformedMode() == MalformedMode.FAILFAST;
        this.fields = List.copyOf(fields);
        this.words = words;
    }

    @Override
    public void look(RecordBlock records) throws IOException {
        words.read(records);
        if (effects.length < records.size()) {
            effects = new KeyEffect[records.size()];
        }
        for (int row = 0; row < records.size(); row++) {
            effects[row] = records.valueLengths()[row] < 0 ? KeyEffect.REMOVES : effect(records, row);
        }
    }

    private KeyEffect effect(RecordBlock records, int row) throws UnknownOperationException {
        for (int field = 0; field < fields.size(); field++) {
            KeyEffect effect = fields.get(field).effect(words.of(field, row));
            if (effect == null) {
                return unknown(fields.get(field), records.offsets()[row]);
            }
            if (effect == KeyEffect.CLEARS) {
                warn(fields.get(field), records.offsets()[row]);
            }
            if (effect != KeyEffect.REPLACES) {
                return effect;
            }
        }
        return KeyEffect.REPLACES;
    }

    private KeyEffect unknown(ChangeField field, long offset) throws UnknownOperationException {
        if (failsFast) {
            throw new UnknownOperationException(field, topicPartition, offset);
        }
        return KeyEffect.REPLACES;
    }

    /** The table was emptied, but the record lies in one partition, and nobody looks into the others for it. */
    private void warn(ChangeField field, long offset) {
        if (!hasWarned) {
            hasWarned = true;
            LOG.warn(
                    "The record at offset {} of {} says that the table was truncated ({} = t): rows of other partitions stay",
                    offset,
                    topicPartition,
                    field.name());
        }
    }

    @Override
    public KeyEffect of(int row) {
        return effects[row];
    }

    @Override
    public void close() {
        words.close();
    }
}
