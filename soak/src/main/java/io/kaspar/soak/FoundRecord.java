package io.kaspar.soak;

import io.kaspar.soak.Content.Description;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A record as a scan found it.
 *
 * @param description what it says of itself; empty when it says nothing that can be read
 * @param isIntact whether key and value are those it says
 */
record FoundRecord(SeenRecord seen, Optional<Description> description, boolean isIntact) {
    private static final int OFFSET_COLUMN = 1;
    private static final int EPOCH_COLUMN = 2;
    private static final int TIMESTAMP_COLUMN = 3;
    private static final int KEY_COLUMN = 4;
    private static final int VALUE_COLUMN = 5;
    private static final int HEADERS_COLUMN = 6;

    static FoundRecord of(Row row) {
        byte[] key = bytes(row, KEY_COLUMN);
        byte[] value = bytes(row, VALUE_COLUMN);
        Hash hash = new Hash().add(key).add(value);
        Optional<Description> description = Optional.empty();
        for (Row header : row.<Row>getList(HEADERS_COLUMN)) {
            byte[] headerValue = bytes(header, 1);
            hash.add(header.getString(0).getBytes(StandardCharsets.UTF_8)).add(headerValue);
            if (header.getString(0).equals(Content.DESCRIPTION)) {
                description = Description.parse(headerValue);
            }
        }
        Timestamp timestamp = row.getTimestamp(TIMESTAMP_COLUMN);
        SeenRecord seen = new SeenRecord(
                row.getLong(OFFSET_COLUMN),
                row.isNullAt(EPOCH_COLUMN) ? -1 : row.getInt(EPOCH_COLUMN),
                timestamp.getTime(),
                hash.value(),
                Hash.of(key),
                value == null);
        boolean isIntact = description
                .filter(text -> text.crc() == Content.crc(key, value))
                .isPresent();
        return new FoundRecord(seen, description, isIntact);
    }

    private static byte @Nullable [] bytes(Row row, int column) {
        return row.isNullAt(column) ? null : row.getAs(column);
    }
}
