package io.kaspar.soak;

import io.kaspar.reader.log.OffsetRange;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A query, and what it asks for in terms that can be compared.
 *
 * @param kind for reports
 * @param catalog that is asked
 * @param options of the query
 * @param counts whether it only counts
 * @param committed whether it reads committed records only
 * @param partition the only one it asks for
 * @param offsets that it asks for, of each partition
 * @param firstMs the first time it asks for
 * @param lastMs the last time it asks for
 * @param mostRows the limit of rows that it asks for; {@link #NO_LIMIT} for none
 * @param pauseMs how long it waits between planning and reading
 * @param hasEpochs whether rows say the leader's epoch
 */
record ScanRequest(
        String kind,
        String topic,
        String catalog,
        Map<String, String> options,
        boolean counts,
        boolean committed,
        Optional<Integer> partition,
        OffsetRange offsets,
        long firstMs,
        long lastMs,
        int mostRows,
        int pauseMs,
        boolean hasEpochs) {
    static final int NO_LIMIT = Integer.MAX_VALUE;
    static final OffsetRange ALL = new OffsetRange(0, Long.MAX_VALUE);

    String sql() {
        String columns = counts ? "count(*)" : "_partition, _offset, _leader_epoch, _timestamp, _key, _value, _headers";
        StringBuilder sql = new StringBuilder("SELECT " + columns + " FROM " + catalog + ".`" + topic + "`");
        if (!options.isEmpty()) {
            sql.append(options.entrySet().stream()
                    .map(option -> "'" + option.getKey() + "' = '" + option.getValue() + "'")
                    .collect(Collectors.joining(", ", " WITH (", ")")));
        }
        sql.append(" WHERE true");
        partition.ifPresent(only -> sql.append(" AND _partition = ").append(only));
        if (!offsets.equals(ALL)) {
            sql.append(" AND _offset >= " + offsets.startOffset() + " AND _offset < " + offsets.endOffset());
        }
        if (!isOfAllTimes()) {
            sql.append(" AND _timestamp >= timestamp_millis(" + firstMs + ") AND _timestamp <= timestamp_millis("
                    + lastMs + ")");
        }
        if (isLimited()) {
            sql.append(" LIMIT " + mostRows);
        }
        return sql.toString();
    }

    boolean isLimited() {
        return mostRows != NO_LIMIT;
    }

    /** Whether lost records are no failure. */
    boolean bearsLoss() {
        return "false".equals(options.get("failOnDataLoss"));
    }

    /** Whether records may be missing, for a reason that the scan has to give. */
    boolean mayMiss() {
        return isLimited() || bearsLoss();
    }

    boolean isOfAllTimes() {
        return firstMs == Long.MIN_VALUE && lastMs == Long.MAX_VALUE;
    }

    boolean wants(long timestampMs) {
        return firstMs <= timestampMs && timestampMs <= lastMs;
    }
}
