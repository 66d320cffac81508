package io.kaspar.catalog.procedure;

import io.kaspar.schema.line.SinceSpark;
import io.kaspar.writer.KeyPartitioner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Counts the keys of a task's records that lie elsewhere than a partitioner would put them, for each partitioner in its order. Crosses to the executors, and
 * answers with numbers: Spark itself reads them on the driver, and does not know our classes where the jar came by {@code ADD JAR}.
 *
 * @param partitionCount of the topic
 */
@SinceSpark("4.0")
record KeyCount(int partitionCount) implements FlatMapFunction<Iterator<Row>, long[]> {
    private static final long serialVersionUID = 1L;

    /** @param rows partition, offset and key */
    @Override
    public Iterator<long[]> call(Iterator<Row> rows) {
        KeyPartitioner[] partitioners = KeyPartitioner.values();
        List<KeyTally> tallies = new ArrayList<>(Collections.nCopies(partitioners.length, KeyTally.NOTHING));
        while (rows.hasNext()) {
            Row row = rows.next();
            for (int index = 0; index < partitioners.length; index++) {
                KeyTally one = of(partitioners[index], row.getInt(0), row.getLong(1), row.getAs(2));
                tallies.set(index, tallies.get(index).plus(one));
            }
        }
        return tallies.stream().map(KeyTally::numbers).iterator();
    }

    private KeyTally of(KeyPartitioner partitioner, int partition, long offset, byte @Nullable [] key) {
        if (key == null) {
            return KeyTally.ofRecordWithoutKey();
        }
        OptionalInt place = partitioner.partition(key, partitionCount);
        return place.isEmpty() || place.getAsInt() == partition
                ? KeyTally.ofKeyInPlace()
                : KeyTally.ofKeyElsewhere(partition, offset, place.getAsInt());
    }
}
