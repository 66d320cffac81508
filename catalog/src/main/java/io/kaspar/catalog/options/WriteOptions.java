package io.kaspar.catalog.options;

import io.kaspar.schema.format.SchemaKind;
import io.kaspar.writer.KeyPartitioner;
import java.util.Arrays;
import java.util.List;

/**
 * How one statement writes to a topic.
 *
 * @param keyColumns the columns that make the key; empty where no option says it
 * @param tombstones whether rows without a value are written
 * @param registersSchemas whether columns that the schema lacks are a new version of it; never where rows are written by an older one
 * @param firstSchema of what kind the first schema of a topic is that has none
 * @param isDryRun whether rows are not sent, but only what can be told without them is checked
 * @param delivery how often they may be there
 */
public record WriteOptions(
        List<String> keyColumns,
        KeyPartitioner partitioner,
        boolean tombstones,
        boolean registersSchemas,
        SchemaKind firstSchema,
        boolean isDryRun,
        DeliveryOptions delivery) {
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
                values.flag(WriteOption.TOMBSTONES),
                registersSchemas(values),
                SchemaKind.registered(values.text(WriteOption.AUTO_REGISTER_FORMAT))
                        .orElseThrow(() -> values.badValue(WriteOption.AUTO_REGISTER_FORMAT)),
                values.flag(DdlOption.DRY_RUN),
                DeliveryOptions.of(values));
    }

    private static boolean registersSchemas(OptionValues values) {
        if (!values.flag(WriteOption.USE_LATEST_VERSION)) {
            throw new OptionException(
                    "option use.latest.version cannot be false: rows have no schema of their own; they are"
                            + " written by the newest version, or by the one that value.schema.version names");
        }
        boolean isPinned = values.text(SchemaOption.VALUE_SCHEMA_VERSION).matches("[0-9]+");
        return values.flag(WriteOption.AUTO_REGISTER_SCHEMAS) && !isPinned;
    }
}
