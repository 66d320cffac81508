package io.kaspar.catalog.scan;

import io.kaspar.catalog.options.ReadOptions;
import io.kaspar.reader.bytes.OffsetRange;
import io.kaspar.reader.scan.ReadLocality;
import io.kaspar.schema.resolve.PayloadSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/** Says in a plan what a scan reads: snapshot, ranges, pushed conditions, places. Never a secret. */
final class ScanDescription {
    private static final int MOST_SHOWN = 8;

    private ScanDescription() {}

    static String of(String topic, ScanPlan plan, List<Predicate> pushed, ReadOptions read, PayloadSchema valueSchema) {
        return "kaspar topic " + topic
                + ", snapshot [" + shortened(snapshot(plan)) + "]"
                + ", reads " + plan.inputPartitions().size() + " of "
                + plan.bounds().size() + " partitions"
                + " [" + shortened(ranges(plan)) + "]"
                + ", pushed [" + pushed.stream().map(Predicate::toString).collect(Collectors.joining(", ")) + "]"
                + ", locality " + locality(plan, read.locality())
                + ", isolation " + read.isolation().name().toLowerCase(Locale.ROOT)
                + ", value " + schema(valueSchema);
    }

    private static Stream<String> snapshot(ScanPlan plan) {
        return Arrays.stream(plan.snapshot().text().split(",", -1));
    }

    private static Stream<String> ranges(ScanPlan plan) {
        return plan.inputPartitions().stream()
                .map(inputPartition -> inputPartition.partition() + ":"
                        + inputPartition.ranges().stream()
                                .limit(MOST_SHOWN)
                                .map(OffsetRange::toString)
                                .collect(Collectors.joining(" "))
                        + (inputPartition.ranges().size() > MOST_SHOWN ? " …" : ""));
    }

    private static String locality(ScanPlan plan, ReadLocality locality) {
        String word = locality.name().toLowerCase(Locale.ROOT);
        if (locality == ReadLocality.OFF) {
            return word;
        }
        long known = plan.inputPartitions().stream()
                .filter(inputPartition -> !inputPartition.replicas().isEmpty())
                .count();
        Stream<String> hosts = plan.inputPartitions().stream()
                .flatMap(inputPartition -> Arrays.stream(inputPartition.preferredLocations()))
                .distinct()
                .sorted();
        String reason = plan.storage().unknownBecause();
        return word + " (files known for " + known + " of "
                + plan.inputPartitions().size() + " on [" + shortened(hosts) + "]"
                + (reason.isEmpty() ? "" : "; " + reason) + ")";
    }

    private static String schema(PayloadSchema valueSchema) {
        if (valueSchema instanceof PayloadSchema.Registered registered) {
            return "schema " + registered.subject() + " version " + registered.version() + " id "
                    + registered.schemaId();
        }
        return "without schema as " + valueSchema.dataType().simpleString();
    }

    private static String shortened(Stream<String> parts) {
        List<String> all = parts.toList();
        String shown = all.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return all.size() > MOST_SHOWN ? shown + ", … " + (all.size() - MOST_SHOWN) + " more" : shown;
    }
}
