package io.kaspar.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.catalog.predicate.RandomPredicates;
import io.kaspar.catalog.predicate.RandomPredicates.Sample;
import io.kaspar.catalog.predicate.RecordPredicate;
import io.kaspar.catalog.predicate.RecordPredicateParser;
import io.kaspar.catalog.scan.Schemas;
import io.kaspar.catalog.scan.TopicScanBuilder;
import io.kaspar.reader.log.KeySet;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import io.kaspar.writer.KeyPartitioner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.expressions.Cast;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.LiteralValue;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.And;
import org.apache.spark.sql.connector.expressions.filter.Or;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WantedRecordsTest {
    private static final TopicSchema TEXT =
            new TopicSchema(new PayloadSchema.Raw(RawFormat.STRING), new PayloadSchema.Raw(RawFormat.STRING));
    private static final Map<Integer, OffsetRange> BOUNDS = Map.of(
            0, new OffsetRange(0, 12), 1, new OffsetRange(5, 9), 2, new OffsetRange(3, 3), 3, new OffsetRange(2, 11));
    /** As Kafka may keep them, -1 for none, and beyond what Spark can show. */
    private static final long[] TIMESTAMPS_MS = {
        Long.MIN_VALUE,
        Long.MIN_VALUE / 1000 - 1,
        Long.MIN_VALUE / 1000,
        Long.MIN_VALUE / 1000 + 1,
        -2,
        -1,
        0,
        1,
        2,
        3,
        Long.MAX_VALUE / 1000 - 1,
        Long.MAX_VALUE / 1000,
        Long.MAX_VALUE / 1000 + 1,
        Long.MAX_VALUE
    };

    private final RecordPredicateParser parser = parser(TEXT);

    private static RecordPredicateParser parser(TopicSchema topicSchema) {
        return new RecordPredicateParser(new TopicColumns(topicSchema, "_")::metadataField);
    }

    /** As the reader fills the column. */
    private static long shownMicros(long timestampMs) {
        return Math.max(Long.MIN_VALUE / 1000, Math.min(Long.MAX_VALUE / 1000, timestampMs)) * 1000;
    }

    /** All that SQL keeps, in the order of partitions, offsets and timestamps. */
    private static List<String> bruteForce(List<Sample> samples) {
        List<String> kept = new ArrayList<>();
        for (int partition = 0; partition < BOUNDS.size(); partition++) {
            int number = partition;
            OffsetRange bounds = BOUNDS.getOrDefault(partition, new OffsetRange(0, 0));
            for (long offset = bounds.startOffset(); offset < bounds.endOffset(); offset++) {
                long place = offset;
                for (long timestampMs : TIMESTAMPS_MS) {
                    if (samples.stream()
                            .allMatch(sample -> Boolean.TRUE.equals(
                                    sample.meaning().of(number, place, shownMicros(timestampMs), null)))) {
                        kept.add(number + ":" + place + ":" + timestampMs);
                    }
                }
            }
        }
        return kept;
    }

    private static List<String> planned(List<RecordPredicate> predicates) {
        List<String> read = new ArrayList<>();
        for (PartitionRanges partition :
                WantedRecords.of(BOUNDS.keySet(), predicates, KeyPlaces.OF_NONE).within(BOUNDS)) {
            for (TimedRange range : partition.ranges()) {
                for (long offset = range.offsets().startOffset();
                        offset < range.offsets().endOffset();
                        offset++) {
                    for (long timestampMs : TIMESTAMPS_MS) {
                        if (range.timestamps().contains(timestampMs)) {
                            read.add(partition.partition() + ":" + offset + ":" + timestampMs);
                        }
                    }
                }
            }
        }
        return read;
    }

    @Test
    void keepsExactlyWhatSqlKeeps() {
        long seed = Long.getLong("kaspar.seed", System.nanoTime());
        System.out.println("seed " + seed);
        RandomPredicates random = new RandomPredicates(seed);

        for (int round = 0; round < 4_000; round++) {
            List<Sample> samples = List.of(random.next(round % 5), random.next(round % 3));
            List<RecordPredicate> parsed = samples.stream()
                    .map(sample -> parser.parse(sample.predicate()).orElseThrow())
                    .toList();

            assertThat(planned(parsed)).as("seed %d: %s", seed, samples).isEqualTo(bruteForce(samples));
        }
    }

    /** Of keys and of what only reading tells: too much is never wrong, since Spark checks it, and too little is. */
    @Test
    void leavesOutNothingThatSqlKeeps() {
        long seed = Long.getLong("kaspar.seed", System.nanoTime());
        System.out.println("seed " + seed);
        RandomPredicates random = new RandomPredicates(seed, true);
        RecordPredicateParser withKeys =
                new RecordPredicateParser(new TopicColumns(TEXT, "_")::metadataField, TEXT::key);
        List<@Nullable String> keys = Arrays.asList("k0", "k1", "k2", "k3", "k9", null);
        int partitions = BOUNDS.size();
        int exact = 0;

        for (int round = 0; round < 3_000; round++) {
            List<Sample> samples = List.of(random.next(round % 4), random.next(round % 3));
            List<RecordPredicate> read = samples.stream()
                    .map(sample -> withKeys.read(sample.predicate()))
                    .toList();
            Optional<KeyPartitioner> partitioner =
                    round % 2 == 0 ? Optional.of(KeyPartitioner.MURMUR2) : Optional.empty();
            Set<ByteBuffer> named =
                    read.stream().flatMap(RecordPredicate::namedKeys).collect(Collectors.toSet());
            List<PartitionRanges> planned = WantedRecords.of(
                            BOUNDS.keySet(), read, KeyPlaces.of(named, partitioner, partitions))
                    .within(BOUNDS);
            boolean isExact = read.stream().allMatch(each -> each.isExact() || each.isAboutKeyAlone())
                    && RecordPredicate.areToldByBytes(read.stream()
                            .filter(RecordPredicate::isAboutKeyAlone)
                            .toList());
            exact += isExact ? 1 : 0;
            for (String key : keys) {
                for (int partition = 0; partition < partitions; partition++) {
                    boolean isThere = key == null
                            || partitioner.isEmpty()
                            || partitioner
                                            .get()
                                            .partition(key.getBytes(StandardCharsets.UTF_8), partitions)
                                            .getAsInt()
                                    == partition;
                    OptionalInt wrong =
                            isThere ? wrong(planned, samples, partition, key, isExact) : OptionalInt.empty();
                    assertThat(wrong)
                            .as("seed %d, round %d, partition %d, key %s: %s", seed, round, partition, key, samples)
                            .isEmpty();
                }
            }
        }
        assertThat(exact).isGreaterThan(100);
    }

    /** An offset that is planned and is not to be read, or the other way round. */
    private static OptionalInt wrong(
            List<PartitionRanges> planned, List<Sample> samples, int partition, @Nullable String key, boolean isExact) {
        OffsetRange bounds = BOUNDS.getOrDefault(partition, new OffsetRange(0, 0));
        for (int offset = (int) bounds.startOffset(); offset < bounds.endOffset(); offset++) {
            int place = offset;
            boolean isWanted = samples.stream()
                    .allMatch(
                            sample -> Boolean.TRUE.equals(sample.meaning().of(partition, place, shownMicros(2), key)));
            boolean isPlanned = planned.stream()
                    .filter(ranges -> ranges.partition() == partition && has(ranges.keys(), key))
                    .flatMap(ranges -> ranges.ranges().stream())
                    .anyMatch(range -> range.offsets().startOffset() <= place
                            && place < range.offsets().endOffset()
                            && range.timestamps().contains(2));
            if (isWanted != isPlanned && (isWanted || isExact)) {
                return OptionalInt.of(offset);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean has(KeySet keys, @Nullable String key) {
        if (key == null) {
            return keys.isNullIn();
        }
        boolean isNamed =
                keys.named().stream().anyMatch(named -> Arrays.equals(named, key.getBytes(StandardCharsets.UTF_8)));
        return isNamed != keys.areOthersIn();
    }

    @Test
    void leavesOutRangesOfTimesThatNoRecordCanHave() {
        Predicate betweenTwo = compare("=", Expressions.column("_timestamp"), time(1_500));

        assertThat(planned(List.of(parser.parse(betweenTwo).orElseThrow()))).isEmpty();
        assertThat(WantedRecords.of(
                                BOUNDS.keySet(),
                                List.of(parser.parse(betweenTwo).orElseThrow()),
                                KeyPlaces.OF_NONE)
                        .within(BOUNDS))
                .isEmpty();
    }

    @Test
    void comparesTimesWithTimesOnly() {
        NamedReference timestamp = Expressions.column("_timestamp");

        assertThat(parser.parse(compare("=", timestamp, new LiteralValue<>(5L, DataTypes.LongType))))
                .isEmpty();
        assertThat(parser.parse(compare("=", timestamp, new LiteralValue<>(5L, DataTypes.TimestampNTZType))))
                .isEmpty();
        assertThat(parser.parse(compare(
                        "=", new Cast(timestamp, DataTypes.TimestampType, DataTypes.TimestampNTZType), time(5))))
                .isEmpty();
        assertThat(parser.parse(
                        compare("=", new Cast(timestamp, DataTypes.TimestampType, DataTypes.DateType), time(5))))
                .isEmpty();
        assertThat(parser.parse(compare("=", timestamp, Expressions.column("_offset"))))
                .isEmpty();
        assertThat(parser.parse(new Predicate("IN", new Expression[] {timestamp, time(1), literal(5)})))
                .isEmpty();
        assertThat(parser.parse(new Predicate("IN", new Expression[] {timestamp, time(1), time(5)})))
                .isPresent();
    }

    @Test
    void readsALongListOfTimesAsOneRangeOfOffsets() {
        List<Expression> children = new ArrayList<>(List.of(Expressions.column("_timestamp")));
        for (int second = 0; second < 10_000; second++) {
            children.add(time(second * 1_000_000L));
        }
        RecordPredicate predicate = parser.parse(new Predicate("IN", children.toArray(Expression[]::new)))
                .orElseThrow();

        List<PartitionRanges> planned = WantedRecords.of(BOUNDS.keySet(), List.of(predicate), KeyPlaces.OF_NONE)
                .within(BOUNDS);

        assertThat(planned).extracting(partition -> partition.ranges().size()).containsExactly(1, 1, 1);
        assertThat(planned.get(0).ranges().get(0).timestamps().ranges()).hasSize(10_000);
        assertThat(predicate.size().isTooLarge()).isFalse();
    }

    @Test
    void leavesToSparkWhatWouldTakeTheDriverTooLong() {
        TopicScanBuilder builder = new TopicScanBuilder(Schemas.template(TEXT));
        List<Expression> offsets = new ArrayList<>(List.of(Expressions.column("_offset")));
        List<Expression> times = new ArrayList<>(List.of(Expressions.column("_timestamp")));
        for (int number = 0; number < 10_000; number++) {
            offsets.add(literal(number * 2));
            times.add(time(number * 2_000L));
        }
        Predicate onOffsets = new Predicate("IN", offsets.toArray(Expression[]::new));
        Predicate onTimes = new Predicate("IN", times.toArray(Expression[]::new));

        assertThat(builder.pushPredicates(new Predicate[] {onOffsets, onTimes})).containsExactly(onTimes);
        assertThat(new TopicScanBuilder(Schemas.template(TEXT))
                        .pushPredicates(new Predicate[] {new Or(onOffsets, onTimes)}))
                .hasSize(1);
    }

    @Test
    void leavesWhatIsNotAboutOffsetsToSpark() {
        Predicate onValue = compare("=", Expressions.column("value"), literal(1));
        Predicate onOffset = compare("<", Expressions.column("_offset"), literal(5));

        assertThat(parser.parse(onValue)).isEmpty();
        assertThat(parser.parse(new Or(onOffset, onValue))).isEmpty();
        assertThat(parser.parse(new And(onOffset, onValue))).isEmpty();
        assertThat(parser.parse(onOffset)).isPresent();
    }

    @Test
    void leavesCastsThatMayLoseSomethingToSpark() {
        NamedReference offset = Expressions.column("_offset");

        assertThat(parser.parse(compare("=", new Cast(offset, DataTypes.LongType, DataTypes.IntegerType), literal(5))))
                .isEmpty();
        assertThat(parser.parse(compare("=", new Cast(offset, DataTypes.LongType, DataTypes.DoubleType), literal(5))))
                .isEmpty();
        assertThat(parser.parse(compare("=", new Cast(offset, DataTypes.LongType, DataTypes.LongType), literal(5))))
                .isPresent();
    }

    @Test
    void leavesAPayloadFieldThatIsCalledLikeAHiddenColumnToSpark() {
        RecordPredicateParser shadowed =
                parser(new TopicSchema(new PayloadSchema.Raw(RawFormat.STRING), Schemas.avro("_Offset", "long")));

        assertThat(shadowed.parse(compare("=", Expressions.column("_offset"), literal(5))))
                .isEmpty();
        assertThat(shadowed.parse(compare("=", Expressions.column("_Offset"), literal(5))))
                .isEmpty();
        assertThat(shadowed.parse(compare("=", Expressions.column("_partition"), literal(5))))
                .isPresent();
    }

    @Test
    void givesOthersBackByIdentity() {
        TopicScanBuilder builder = new TopicScanBuilder(Schemas.template(TEXT));
        Predicate onValue = compare("=", Expressions.column("value"), literal(1));
        Predicate onOffset = compare("<", Expressions.column("_offset"), literal(5));

        Predicate[] others = builder.pushPredicates(new Predicate[] {onValue, onOffset});

        assertThat(others).hasSize(1);
        assertThat(others[0]).isSameAs(onValue);
        assertThat(builder.pushedPredicates()).hasSize(1);
        assertThat(builder.pushedPredicates()[0]).isSameAs(onOffset);
    }

    private static Predicate compare(String name, Expression left, Expression right) {
        return new Predicate(name, new Expression[] {left, right});
    }

    private static LiteralValue<Integer> literal(int number) {
        return new LiteralValue<>(number, DataTypes.IntegerType);
    }

    private static LiteralValue<Long> time(long micros) {
        return new LiteralValue<>(micros, DataTypes.TimestampType);
    }

    @Test
    void wantsNothingOfAPartitionThatAPredicateRulesOut() {
        RecordPredicate predicate = parser.parse(compare("=", Expressions.column("_partition"), literal(1)))
                .orElseThrow();

        assertThat(WantedRecords.of(BOUNDS.keySet(), List.of(predicate), KeyPlaces.OF_NONE)
                        .partitions())
                .containsExactly(1);
        assertThat(WantedRecords.of(BOUNDS.keySet(), List.of(predicate), KeyPlaces.OF_NONE)
                        .within(BOUNDS))
                .containsExactly(
                        new PartitionRanges(1, List.of(new TimedRange(new OffsetRange(5, 9), TimestampRanges.ALL))));
    }
}
