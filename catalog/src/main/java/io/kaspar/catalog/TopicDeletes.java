package io.kaspar.catalog;

import io.kaspar.catalog.admin.TopicAdmin;
import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.catalog.error.DryRunException;
import io.kaspar.catalog.facts.PartitionLayout;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.DdlOptions;
import io.kaspar.catalog.predicate.LogPrefix;
import io.kaspar.catalog.predicate.RecordPredicate;
import io.kaspar.catalog.predicate.RecordPredicateParser;
import io.kaspar.catalog.write.KeyDeletion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/** {@code TRUNCATE TABLE} and {@code DELETE}: of the first records of partitions, or a tombstone for each key. */
final class TopicDeletes {
    private final String table;
    private final TopicLayout layout;
    private final TopicColumns columns;
    private final Power power;

    /**
     * Who may change the cluster, and does.
     *
     * @param catalog its name; empty where there is none
     */
    record Power(String catalog, DdlOptions ddl, Supplier<TopicAdmin> admin) {}

    /** @param table as a query writes it */
    TopicDeletes(String table, TopicLayout layout, TopicColumns columns, Power power) {
        this.table = table;
        this.layout = layout;
        this.columns = columns;
        this.power = power;
    }

    void truncate() {
        requireSwitch("TRUNCATE TABLE");
        Map<Integer, Long> all = new HashMap<>();
        partitions().forEach(partition -> all.put(partition, Long.MAX_VALUE));
        power.admin().get().deleteRecords(layout, all);
    }

    /**
     * Checks a condition before anything is done.
     *
     * @param keys what writes tombstones where the condition is about keys
     */
    void check(Predicate[] conditions, KeyDeletion keys) {
        if (prefix(conditions).isPresent()) {
            requireSwitch("DELETE of records by their offsets");
        } else {
            keys.check(conditions);
        }
    }

    void delete(Predicate[] conditions, KeyDeletion keys) {
        Optional<Map<Integer, Long>> prefix = prefix(conditions);
        if (prefix.isPresent()) {
            requireSwitch("DELETE of records by their offsets");
            power.admin().get().deleteRecords(layout, prefix.get());
        } else if (power.ddl().isDryRun()) {
            keys.check(conditions);
            throw new DryRunException("tombstones would be written to topic " + layout.topic() + ", one for each key");
        } else {
            keys.delete(conditions);
        }
    }

    /** By partition the first offset that stays; empty where the condition is not about partitions and offsets alone. */
    private Optional<Map<Integer, Long>> prefix(Predicate[] conditions) {
        RecordPredicateParser parser = new RecordPredicateParser(columns::metadataField);
        Optional<RecordPredicate> all = Arrays.stream(conditions)
                .map(parser::parse)
                .reduce((left, right) -> left.flatMap(
                        first -> right.map(second -> (RecordPredicate) new RecordPredicate.And(first, second))))
                .orElse(Optional.empty());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Optional<Map<Integer, Long>> ends = LogPrefix.ends(all.get(), partitions());
        if (ends.isEmpty()) {
            throw Unsupported.onTable(
                    table,
                    "DELETE WHERE "
                            + Arrays.stream(conditions).map(Predicate::toString).collect(Collectors.joining(" AND "))
                            + ": brokers delete only all records of a partition up to an offset, as _partition = 0 AND _offset < 100 says");
        }
        return ends;
    }

    private Set<Integer> partitions() {
        return layout.partitions().stream().map(PartitionLayout::partition).collect(Collectors.toSet());
    }

    private void requireSwitch(String statement) {
        if (!power.ddl().mayTruncate()) {
            throw Unsupported.switchedOff(table, power.catalog(), statement, DdlOptions.TRUNCATE_SWITCH);
        }
    }
}
