package io.kaspar.catalog.options;

import io.kaspar.writer.KeyPartitioner;
import java.util.Arrays;
import java.util.List;

/**
 * How one statement writes to a topic.
 *
 * @param keyColumns the columns that make the key; empty where no option says it
 * @param tombstones whether rows without a value are written
 */
public record WriteOptions(List<String> keyColumns, KeyPartitioner partitioner, boolean tombstones) {
    public WriteOptions {
        keyColumns = List.copyOf(keyColumns);
    }

    static WriteOptions of(OptionValues values) {
        List<String> keyColumns = values.find(WriteOption.KEY_COLUMNS).stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(String::trim)
                .toList();
        if (keyColumns.stream().anyMatch(String::isEmpty)) {
            throw values.badValue(WriteOption.KEY_COLUMNS);
        }
        return new WriteOptions(
                keyColumns,
                values.choice(WriteOption.PARTITIONER, KeyPartitioner.class),
                values.flag(WriteOption.TOMBSTONES));
    }
}
