package io.kaspar.catalog.options;

import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.task.LogDirMapping;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.ReadLocality;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How records are read.
 *
 * @param logDirs in the order they were given
 * @param maxRows rows handed to Spark at once
 * @param splits into how many tasks partitions are cut
 */
public record ReadOptions(
        Isolation isolation,
        ReadLocality locality,
        List<LogDirMapping> logDirs,
        HostOptions hosts,
        boolean checkCrcs,
        MalformedMode malformedMode,
        int maxRows,
        int networkTimeoutMs,
        SplitOptions splits) {
    private static final int MOST_ROWS = 1_000_000;

    public ReadOptions {
        logDirs = List.copyOf(logDirs);
    }

    static ReadOptions of(OptionValues values, Map<String, String> kafkaProperties) {
        boolean isOffline = kafkaProperties.isEmpty();
        if (isOffline) {
            ClusterSettings.requireNoneOfClusters(values);
        }
        return new ReadOptions(
                isolation(values, kafkaProperties),
                values.choice(KasparOption.READ_LOCALITY, ReadLocality.class),
                isOffline ? List.of() : LogDirsText.parse(values),
                HostsText.parse(values),
                values.flag(KasparOption.CHECK_CRCS),
                values.choice(KasparOption.MODE, MalformedMode.class),
                values.integer(KasparOption.MAX_ROWS_PER_BATCH, 1, MOST_ROWS),
                values.durationMs(KasparOption.NETWORK_TIMEOUT),
                SplitOptions.of(values));
    }

    private static Isolation isolation(OptionValues values, Map<String, String> kafkaProperties) {
        Optional<String> kafkas = Optional.ofNullable(kafkaProperties.get(KafkaProperties.ISOLATION_LEVEL));
        if (kafkas.isEmpty() || values.isSet(KasparOption.ISOLATION)) {
            return values.choice(KasparOption.ISOLATION, Isolation.class);
        }
        return OptionValues.of(Map.of(KasparOption.ISOLATION, kafkas.get()))
                .choice(KasparOption.ISOLATION, Isolation.class);
    }
}
