package io.kaspar.catalog.scan;

import io.kaspar.catalog.options.ReadOptions;
import io.kaspar.catalog.plan.PartitionRanges;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.plan.ScanPlan;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.RecordView;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.variant.VariantExtraction;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** Says in a plan what a scan reads: snapshot, ranges, pushed conditions, places. Never a secret. */
final class ScanDescription {
    private static final int MOST_SHOWN = 8;

    private ScanDescription() {}

    static String of(ScanContext template, ScanPlan plan, ScanDemand demand) {
        ReadOptions read = template.query().read();
        return "kaspar topic " + template.topic().topic()
                + view(demand.view())
                + ", snapshot ["
                + shortened(Arrays.stream(plan.snapshot().text().split(",", -1))) + "]"
                + ", reads " + plan.ranges().size() + " of "
                + template.topic().layout().partitionCount() + " partitions"
                + " [" + shortened(plan.ranges().stream().map(ScanDescription::ranges)) + "]"
                + " in " + plan.tasks().size() + " tasks"
                + ", pushed ["
                + String.join(", ", demand.pushed())
                + "]"
                + parts(demand)
                + (demand.isLimited() ? ", at most " + demand.rowLimit() + " rows a task" : "")
                + ", locality " + locality(plan, template.cluster().isOffline() ? "offline" : word(read.locality()))
                + ", isolation " + read.isolation().name().toLowerCase(Locale.ROOT)
                + ", value " + schema(template.topicSchema().value());
    }

    /** The parts that are taken of a variant, as {@code variant_get} has them. */
    private static String parts(ScanDemand demand) {
        List<String> parts = Arrays.stream(demand.readTypes().fields())
                .filter(column -> column.dataType() instanceof StructType)
                .flatMap(column -> Arrays.stream(((StructType) column.dataType()).fields()))
                .flatMap(field -> VariantExtraction.of(field).stream())
                .map(part -> part.path() + " as " + part.dataType().simpleString())
                .toList();
        return parts.isEmpty() ? "" : ", takes [" + shortened(parts.stream()) + "]";
    }

    private static String view(RecordView view) {
        return switch (view) {
            case EVERYTHING -> "";
            case WITH_VALUE -> ", records with a value";
            case LATEST -> ", the last record of each key";
            case CURRENT, CURRENT_UNWRAPPED -> ", the row after the last change of each key";
        };
    }

    private static String ranges(PartitionRanges partition) {
        List<TimedRange> ranges = partition.ranges();
        return partition.partition() + ":"
                + ranges.stream().limit(MOST_SHOWN).map(ScanDescription::range).collect(Collectors.joining(" "))
                + (ranges.size() > MOST_SHOWN ? " …" : "");
    }

    private static String range(TimedRange range) {
        return range.offsets() + (range.timestamps().isAll() ? "" : " of " + times(range.timestamps()));
    }

    private static String times(TimestampRanges timestamps) {
        List<TimestampRanges.Range> ranges = timestamps.ranges();
        return ranges.stream()
                        .limit(MOST_SHOWN)
                        .map(range -> time(range.firstMs()) + "/" + time(range.lastMs()))
                        .collect(Collectors.joining(" "))
                + (ranges.size() > MOST_SHOWN ? " …" : "");
    }

    /** As in ISO 8601, where two dots stand for an open end. */
    private static String time(long timestampMs) {
        return timestampMs == Long.MIN_VALUE || timestampMs == Long.MAX_VALUE
                ? ".."
                : Instant.ofEpochMilli(timestampMs).toString();
    }

    private static String word(ReadLocality locality) {
        return locality.name().toLowerCase(Locale.ROOT);
    }

    private static String locality(ScanPlan plan, String word) {
        if (word.equals(word(ReadLocality.OFF))) {
            return word;
        }
        long known = plan.ranges().stream()
                .filter(ranges -> !plan.storage().places(ranges.partition()).isEmpty())
                .count();
        Stream<String> hosts = plan.tasks().stream()
                .flatMap(task -> task.hosts().stream())
                .distinct()
                .sorted();
        String reason = plan.storage().unknownBecause();
        return word + " (files known for " + known + " of "
                + plan.ranges().size() + " on [" + shortened(hosts) + "]"
                + Stream.of(plan.found().inWords(), reason)
                        .filter(words -> !words.isEmpty())
                        .map(words -> "; " + words)
                        .collect(Collectors.joining())
                + ")";
    }

    private static String schema(PayloadSchema valueSchema) {
        if (valueSchema instanceof PayloadSchema.Registered registered) {
            return "schema " + registered.subject() + " version " + registered.version() + " id "
                    + registered.schemaId();
        }
        if (valueSchema instanceof PayloadSchema.Given given) {
            return given.schema().kind().format() + (given.sample() == null ? " by the options" : " as inferred");
        }
        if (valueSchema instanceof PayloadSchema.Several several) {
            return "one of " + several.types().size() + " record types";
        }
        if (valueSchema instanceof PayloadSchema.OneOfSeveral one) {
            return "records of type " + one.type().type().fullName() + ", schema "
                    + one.type().subject() + " version " + one.type().version() + " id "
                    + one.type().schemaId();
        }
        return "without schema as " + valueSchema.dataType().simpleString();
    }

    private static String shortened(Stream<String> parts) {
        List<String> all = parts.toList();
        String shown = all.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return all.size() > MOST_SHOWN ? shown + ", … " + (all.size() - MOST_SHOWN) + " more" : shown;
    }
}
