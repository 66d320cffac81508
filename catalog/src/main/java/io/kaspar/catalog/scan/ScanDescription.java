package io.kaspar.catalog.scan;

import io.kaspar.catalog.options.ReadOptions;
import io.kaspar.catalog.options.SizeText;
import io.kaspar.catalog.plan.LogBytes;
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
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** Says in a plan what a scan reads: snapshot, ranges, pushed conditions, places. Never a secret. */
final class ScanDescription {
    private static final int MOST_SHOWN = 8;

    private ScanDescription() {}

    static String of(ScanContext template, List<TopicPlan> plans, ScanDemand demand) {
        ReadOptions read = template.read();
        return "kaspar " + topics(plans)
                + view(demand.view())
                + ", snapshot ["
                + shortened(
                        each(plans, plan -> Arrays.stream(plan.snapshot().text().split(",", -1)))) + "]"
                + asOf(plans)
                + ", reads " + sum(plans, topic -> topic.plan().ranges().size()) + " of "
                + sum(plans, topic -> topic.topic().layout().partitionCount()) + " partitions"
                + " [" + shortened(each(plans, plan -> plan.ranges().stream().map(ScanDescription::ranges))) + "]"
                + " in " + sum(plans, topic -> topic.plan().tasks().size()) + " tasks"
                + bytes(TopicPlan.logBytes(plans, demand))
                + ", pushed ["
                + String.join(", ", demand.pushed())
                + "]"
                + (demand.narrowing().isEmpty()
                        ? ""
                        : ", reads less by [" + String.join(", ", demand.narrowing()) + "]")
                + keys(plans)
                + parts(demand)
                + limit(demand)
                + ", locality " + locality(plans, template.cluster().isOffline() ? "offline" : word(read.locality()))
                + ", isolation " + read.isolation().name().toLowerCase(Locale.ROOT)
                + ", value " + schema(template.topicSchema().value());
    }

    /** Nothing where it is not known. */
    private static String bytes(LogBytes read) {
        return read.isGuess() ? "" : ", about " + SizeText.words(read.bytes()) + " of the log";
    }

    private static String asOf(List<TopicPlan> plans) {
        return plans.stream()
                .flatMap(topic -> topic.topic().query().bounds().former().stream())
                .findFirst()
                .map(former ->
                        ", as of [" + shortened(Arrays.stream(former.inWords().split(",", -1))) + "]")
                .orElse("");
    }

    private static String limit(ScanDemand demand) {
        if (!demand.isLimited()) {
            return "";
        }
        return demand.isOfLastRows()
                ? ", the last " + demand.rowLimit() + " rows of each partition"
                : ", at most " + demand.rowLimit() + " rows a task";
    }

    private static String topics(List<TopicPlan> plans) {
        List<String> names = plans.stream().map(topic -> topic.topic().name()).toList();
        return names.size() == 1 ? "topic " + names.get(0) : "topics [" + shortened(names.stream()) + "]";
    }

    /** What is to be said of each topic, with its name where there are several. */
    private static Stream<String> each(List<TopicPlan> plans, Function<ScanPlan, Stream<String>> words) {
        return plans.stream()
                .flatMap(topic -> words.apply(topic.plan())
                        .filter(word -> !word.isEmpty())
                        .map(word -> plans.size() == 1 ? word : topic.topic().name() + " " + word));
    }

    private static int sum(List<TopicPlan> plans, ToIntFunction<TopicPlan> count) {
        return plans.stream().mapToInt(count).sum();
    }

    private static String keys(List<TopicPlan> plans) {
        boolean areCompared = plans.stream()
                .flatMap(topic -> topic.plan().ranges().stream())
                .anyMatch(ranges -> !ranges.keys().isAll());
        return areCompared ? ", compares keys first" : "";
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

    private static String locality(List<TopicPlan> plans, String word) {
        if (word.equals(word(ReadLocality.OFF))) {
            return word;
        }
        int known = sum(
                plans,
                topic -> Math.toIntExact(topic.plan().ranges().stream()
                        .filter(ranges -> !topic.plan()
                                .storage()
                                .places(ranges.partition())
                                .isEmpty())
                        .count()));
        Stream<String> hosts = plans.stream()
                .flatMap(topic -> topic.plan().tasks().stream())
                .flatMap(task -> task.hosts().stream())
                .distinct()
                .sorted();
        Stream<String> reasons = plans.stream()
                .flatMap(topic -> Stream.of(
                        topic.plan().found().inWords(), topic.plan().storage().unknownBecause()))
                .distinct();
        return word + " (files known for " + known + " of "
                + sum(plans, topic -> topic.plan().ranges().size()) + " on [" + shortened(hosts) + "]"
                + reasons.filter(words -> !words.isEmpty())
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
