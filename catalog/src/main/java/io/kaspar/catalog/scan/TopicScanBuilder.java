package io.kaspar.catalog.scan;

import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.predicate.PredicateSize;
import io.kaspar.catalog.predicate.RecordPredicate;
import io.kaspar.catalog.predicate.RecordPredicateParser;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.schema.resolve.PayloadSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;

/** Collects what a query needs of a topic. Asks the cluster nothing. */
public final class TopicScanBuilder
        implements SupportsPushDownRequiredColumns, SupportsPushDownV2Filters, SupportsPushDownLimit {
    private final ScanContext template;
    private final List<Predicate> pushed = new ArrayList<>();
    private final List<RecordPredicate> predicates = new ArrayList<>();
    private PredicateSize size = PredicateSize.NONE;
    private StructType readTypes;
    private boolean areColumnsChosen;
    private long rowLimit = ScanOutput.NO_LIMIT;

    public TopicScanBuilder(ScanContext template) {
        this.template = template;
        this.readTypes = template.columns().valueColumns();
    }

    @Override
    public void pruneColumns(StructType requiredSchema) {
        readTypes = template.columns().readTypes(requiredSchema);
        areColumnsChosen = true;
    }

    /**
     * Takes predicates on partition, offset and timestamp for good, unless they are excessive; gives back the others, the
     * very same objects. Where records are rows or not by what others of their partition are, all of it has to be read: only the partition is taken then.
     */
    @Override
    public Predicate[] pushPredicates(Predicate[] given) {
        RecordPredicateParser parser = new RecordPredicateParser(this::restricting);
        List<Predicate> others = new ArrayList<>();
        for (Predicate predicate : given) {
            Optional<RecordPredicate> taken = parser.parse(predicate).filter(this::fits);
            if (taken.isPresent()) {
                pushed.add(predicate);
                predicates.add(taken.get());
            } else {
                others.add(predicate);
            }
        }
        return others.toArray(Predicate[]::new);
    }

    private Optional<MetadataField> restricting(String column) {
        return template.columns()
                .metadataField(column)
                .filter(field ->
                        field == MetadataField.PARTITION || !template.view().needsWholePartition());
    }

    private boolean fits(RecordPredicate predicate) {
        PredicateSize together = size.plus(predicate.size());
        if (together.isTooLarge()) {
            return false;
        }
        size = together;
        return true;
    }

    @Override
    public Predicate[] pushedPredicates() {
        return pushed.toArray(Predicate[]::new);
    }

    /** Spark offers it only when it has no condition left to check itself. */
    @Override
    public boolean pushLimit(int limit) {
        rowLimit = limit;
        return true;
    }

    /** Each task may give so many rows: Spark cuts them off. */
    @Override
    public boolean isPartiallyPushed() {
        return true;
    }

    /** Rows may not depend on the columns where malformed records are dropped, nor may what is said of a record's errors. */
    private JudgedPart judged() {
        boolean isAskedForErrors = Arrays.stream(readTypes.fieldNames())
                .flatMap(name -> template.columns().metadataField(name).stream())
                .anyMatch(field -> field == MetadataField.ERROR);
        boolean dropsMalformed = template.query().read().settings().malformedMode() == MalformedMode.DROPMALFORMED;
        if (isAskedForErrors || dropsMalformed) {
            return JudgedPart.WHOLE_RECORD;
        }
        return template.view().needsValue() || template.topicSchema().value() instanceof PayloadSchema.OneOfSeveral
                ? JudgedPart.RECORD_TYPE
                : JudgedPart.WANTED_COLUMNS;
    }

    @Override
    public Scan build() {
        List<String> words = pushed.stream().map(Predicate::toString).toList();
        return new TopicScan(
                template,
                new ScanDemand(template.view(), readTypes, words, predicates, judged(), rowLimit),
                areColumnsChosen);
    }
}
