package io.kaspar.catalog.options;

import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.task.LogDirMapping;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.writer.KeyPartitioner;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How records are read.
 *
 * @param settings what tasks are told of it
 * @param hosts where tasks should run
 * @param splits into how many tasks partitions are cut
 * @param mostBytes that a batch may read of one table's logs; {@link Long#MAX_VALUE} for all
 * @param pushesDown whether a scan takes over conditions, limits, orders and aggregates
 * @param partitioner by which all keys of a topic lie where they do, if somebody says so; empty for copies, which may lack partitions
 */
public record ReadOptions(
        ReadSettings settings,
        HostOptions hosts,
        SplitOptions splits,
        long mostBytes,
        boolean pushesDown,
        Optional<KeyPartitioner> partitioner) {
    private static final int MOST_ROWS = 1_000_000;

    static ReadOptions of(OptionValues values, Map<String, String> kafkaProperties) {
        boolean isOffline = kafkaProperties.isEmpty();
        if (isOffline) {
            ClusterOptionsParser.requireNoneOfClusters(values);
        }
        ReadSettings settings = new ReadSettings(
                isolation(values, kafkaProperties),
                values.choice(LocalityOption.READ_LOCALITY, ReadLocality.class),
                isOffline ? List.of() : LogDirsText.parse(values),
                values.flag(ReadOption.CHECK_CRCS),
                values.choice(ReadOption.MODE, MalformedMode.class),
                values.integer(ReadOption.MAX_ROWS_PER_BATCH, 1, MOST_ROWS),
                values.durationMs(ReadOption.NETWORK_TIMEOUT),
                values.flag(BoundOption.FAIL_ON_DATA_LOSS));
        return new ReadOptions(
                settings,
                HostsText.parse(values),
                SplitOptions.of(values),
                values.find(ReadOption.MAX_SCAN_BYTES).isPresent()
                        ? values.sizeBytes(ReadOption.MAX_SCAN_BYTES)
                        : Long.MAX_VALUE,
                values.choice(ReadOption.PUSHDOWN, Pushdown.class) == Pushdown.ON,
                isOffline || !values.isSet(WriteOption.PARTITIONER)
                        ? Optional.empty()
                        : Optional.of(values.choice(WriteOption.PARTITIONER, KeyPartitioner.class)));
    }

    /** The same, of records whose transactions were aborted or are open, too. */
    ReadOptions uncommitted() {
        return new ReadOptions(settings.uncommitted(), hosts, splits, mostBytes, pushesDown, partitioner);
    }

    /** Whether a batch may not read as much as it likes. */
    public boolean isBounded() {
        return mostBytes != Long.MAX_VALUE;
    }

    private enum Pushdown {
        ON,
        OFF
    }

    public Isolation isolation() {
        return settings.isolation();
    }

    public ReadLocality locality() {
        return settings.locality();
    }

    /** In the order they were given. */
    public List<LogDirMapping> logDirs() {
        return settings.logDirs();
    }

    private static Isolation isolation(OptionValues values, Map<String, String> kafkaProperties) {
        Optional<String> kafkas = Optional.ofNullable(kafkaProperties.get(KafkaProperties.ISOLATION_LEVEL));
        if (kafkas.isEmpty() || values.isSet(ReadOption.ISOLATION)) {
            return values.choice(ReadOption.ISOLATION, Isolation.class);
        }
        return OptionValues.of(Map.of(ReadOption.ISOLATION, kafkas.get()))
                .choice(ReadOption.ISOLATION, Isolation.class);
    }
}
