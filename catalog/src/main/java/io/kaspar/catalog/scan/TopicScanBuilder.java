package io.kaspar.catalog.scan;

import io.kaspar.catalog.columns.ColumnUse;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.predicate.RecordPredicateParser;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.RecordView;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.schema.line.SinceSpark;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.variant.VariantExtraction;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownTopN;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Collects what a query needs of its topics. Asks the cluster nothing. */
public class TopicScanBuilder
        implements SupportsPushDownRequiredColumns,
                SupportsPushDownV2Filters,
                SupportsPushDownAggregates,
                SupportsPushDownLimit,
                SupportsPushDownTopN {
    /** Tasks keep the offsets of the last rows in memory while they look for them. */
    private static final int MOST_LAST_ROWS = 100_000;

    private final ScanContext template;
    private final PushedConditions conditions;
    private StructType readTypes;
    /** Of the only variant, where they were taken in its stead. */
    private @Nullable StructType parts;

    private Optional<EdgeAggregates> aggregates = Optional.empty();
    private boolean areColumnsChosen;
    private ColumnUse use = ColumnUse.ALL_WANTED;
    private long rowLimit = ScanOutput.NO_LIMIT;
    private boolean isOfLastRows;

    public TopicScanBuilder(ScanContext template) {
        this.template = template;
        this.conditions = new PushedConditions(
                new RecordPredicateParser(
                        this::restricting, () -> template.topicSchema().key()),
                !template.view().needsWholePartition());
        this.readTypes = template.columns().valueColumns();
    }

    /** The one for this line of Spark. */
    public static ScanBuilder of(ScanContext template) {
        return ScanBuilders.OFFER_VARIANT_PARTS
                ? ScanBuilders.withVariantParts(template)
                : new TopicScanBuilder(template);
    }

    @Override
    public final void pruneColumns(StructType requiredSchema) {
        StructType types = template.columns().readTypes(requiredSchema);
        readTypes = parts == null ? types : template.columns().withParts(types, parts);
        areColumnsChosen = true;
        use = ColumnUse.ALL_WANTED;
    }

    /**
     * Takes parts of a variant in its stead, if that can be done without a difference but in what is malformed: of a variant whose
     * parts are taken only these are judged. So records that are malformed have to fail the query.
     *
     * <p>All of the table's columns have to be there then: Spark 4.1 and 4.2 do not say which of them they want. Spark 4.3 says so
     * afterwards, and names the variant itself among them.
     *
     * @param column whose parts they are
     * @param offered a struct of them
     * @return whether they are taken
     */
    final boolean takesParts(String column, StructType offered) {
        boolean fits = template.columns().onlyVariant().filter(column::equals).isPresent()
                && template.columns().haveReadableKeys()
                && malformedMode() == MalformedMode.FAILFAST
                && Arrays.stream(offered.fields()).allMatch(TopicScanBuilder::isOnePart);
        if (fits) {
            parts = offered;
            readTypes = template.columns().withParts(template.columns().all(), offered);
            areColumnsChosen = true;
            use = ColumnUse.HIDDEN_UNSURE;
        }
        return fits;
    }

    private static boolean isOnePart(StructField field) {
        return VariantExtraction.of(field)
                .filter(VariantExtraction::isOfOnePart)
                .isPresent();
    }

    /**
     * Takes predicates on partition, offset and timestamp for good, unless they are excessive; gives back the others, the
     * very same objects, and reads no more for them than it must. Where records are rows or not by what others of their partition are, all of it has to be
     * read: only which partitions these are is taken then, and those that keys are in.
     */
    @Override
    public final Predicate[] pushPredicates(Predicate[] given) {
        return template.read().pushesDown() ? conditions.take(given) : given;
    }

    private Optional<MetadataField> restricting(String column) {
        return template.columns()
                .metadataField(column)
                .filter(field -> field == MetadataField.PARTITION
                        || field == MetadataField.KEY
                        || !template.view().needsWholePartition());
    }

    @Override
    public final Predicate[] pushedPredicates() {
        return conditions.pushed();
    }

    private boolean areRecordsRows() {
        return template.view() == RecordView.EVERYTHING && judged(new StructType(), true) == JudgedPart.WANTED_COLUMNS;
    }

    /** Each task gives its own aggregates. */
    @Override
    public final boolean supportCompletePushDown(Aggregation aggregation) {
        return false;
    }

    /**
     * Takes what few records of each partition tell, where records are rows whatever is in them. Spark offers it only when it has no
     * condition left to check itself.
     */
    @Override
    public final boolean pushAggregation(Aggregation aggregation) {
        aggregates = template.read().pushesDown() && areRecordsRows()
                ? EdgeAggregates.of(aggregation, template.columns())
                : Optional.empty();
        return aggregates.isPresent();
    }

    /** Spark offers it only when it has no condition left to check itself. */
    @Override
    public final boolean pushLimit(int limit) {
        if (template.read().pushesDown()) {
            rowLimit = limit;
        }
        return template.read().pushesDown();
    }

    /**
     * Takes the first or the last offsets of each partition, where records are rows whatever is in them: of an order by {@code _offset} alone. Spark sorts what they give.
     */
    @Override
    public final boolean pushTopN(SortOrder[] orders, int limit) {
        boolean isByOffset = template.read().pushesDown()
                && orders.length == 1
                && areRecordsRows()
                && MetadataReference.of(orders[0].expression(), template.columns())
                        .filter(MetadataField.OFFSET::equals)
                        .isPresent();
        boolean isOfLast = isByOffset && orders[0].direction() == SortDirection.DESCENDING;
        if (!isByOffset || (isOfLast && limit > MOST_LAST_ROWS)) {
            return false;
        }
        rowLimit = limit;
        isOfLastRows = isOfLast && limit > 0;
        return true;
    }

    /** Each task may give so many rows: Spark cuts them off. */
    @Override
    public final boolean isPartiallyPushed() {
        return true;
    }

    /** Rows may not depend on the columns where malformed records are dropped, nor may what is said of a record's errors. */
    private JudgedPart judged(StructType types, boolean areHiddenOnesLookedAt) {
        boolean isAskedForErrors = areHiddenOnesLookedAt
                && Arrays.stream(types.fieldNames())
                        .flatMap(name -> template.columns().metadataField(name).stream())
                        .anyMatch(field -> field == MetadataField.ERROR);
        boolean dropsMalformed = malformedMode() == MalformedMode.DROPMALFORMED;
        if (isAskedForErrors || dropsMalformed) {
            return JudgedPart.WHOLE_RECORD;
        }
        return template.view().needsValue() || template.topicSchema().value() instanceof PayloadSchema.OneOfSeveral
                ? JudgedPart.RECORD_TYPE
                : JudgedPart.WANTED_COLUMNS;
    }

    private MalformedMode malformedMode() {
        return template.read().settings().malformedMode();
    }

    @Override
    public final Scan build() {
        if (aggregates.isPresent()) {
            return new AggregateScan(template, demand(new StructType(), ColumnUse.ALL_WANTED), aggregates.get());
        }
        return new TopicScan(template, demand(readTypes, use), demandOfStream(), areColumnsChosen);
    }

    /**
     * Spark asks a stream for all columns of the table, and all hidden ones where a query names one of them; before 4.2 it does not ask
     * at all, and takes the columns by their places. So they are there, and are filled when somebody looks at them, which {@link
     * MalformedMode#FAILFAST} allows.
     */
    private ScanDemand demandOfStream() {
        StructType types = areColumnsChosen ? readTypes : template.columns().all();
        if (malformedMode() != MalformedMode.FAILFAST) {
            return demand(types, ColumnUse.ALL_WANTED);
        }
        // of changes it is counted what is not known, wherever that is
        return demand(types, template.view().isOfChanges() ? ColumnUse.HIDDEN_UNSURE : ColumnUse.ALL_UNSURE);
    }

    private ScanDemand demand(StructType types, ColumnUse columnUse) {
        return new ScanDemand(
                template.view(),
                types,
                columnUse,
                conditions.pushedWords(),
                conditions.narrowingWords(),
                conditions.predicates(),
                judged(types, columnUse == ColumnUse.ALL_WANTED),
                rowLimit,
                isOfLastRows);
    }

    /** Which Spark this is, found out once, and what only loads on newer ones. */
    private static final class ScanBuilders {
        private static final boolean OFFER_VARIANT_PARTS = offersVariantParts();

        private static boolean offersVariantParts() {
            try {
                Class.forName("org.apache.spark.sql.connector.read.SupportsPushDownVariantExtractions");
                return true;
            } catch (ClassNotFoundException e) { // before Spark 4.1
                return false;
            }
        }

        /** Of an interface's type: for that of a class the JVM would load what is returned as soon as it loads this. */
        @SinceSpark("4.1")
        static ScanBuilder withVariantParts(ScanContext template) {
            return new VariantPartsScanBuilder(template);
        }
    }
}
