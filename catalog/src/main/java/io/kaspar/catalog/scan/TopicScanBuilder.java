package io.kaspar.catalog.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;

/** Collects what a query needs of a topic. Asks the cluster nothing. */
public final class TopicScanBuilder implements SupportsPushDownRequiredColumns, SupportsPushDownV2Filters {
    private final ScanTemplate template;
    private final List<Predicate> pushed = new ArrayList<>();
    private final List<OffsetPredicate> offsetPredicates = new ArrayList<>();
    private StructType readTypes;

    public TopicScanBuilder(ScanTemplate template) {
        this.template = template;
        this.readTypes = template.columns().valueColumns();
    }

    @Override
    public void pruneColumns(StructType requiredSchema) {
        readTypes = template.columns().readTypes(requiredSchema);
    }

    /** Takes predicates on partition and offset for good; gives back the others, the very same objects. */
    @Override
    public Predicate[] pushPredicates(Predicate[] predicates) {
        OffsetPredicateParser parser = new OffsetPredicateParser(template.columns());
        List<Predicate> others = new ArrayList<>();
        for (Predicate predicate : predicates) {
            Optional<OffsetPredicate> taken = parser.parse(predicate);
            if (taken.isPresent()) {
                pushed.add(predicate);
                offsetPredicates.add(taken.get());
            } else {
                others.add(predicate);
            }
        }
        return others.toArray(Predicate[]::new);
    }

    @Override
    public Predicate[] pushedPredicates() {
        return pushed.toArray(Predicate[]::new);
    }

    @Override
    public Scan build() {
        return new TopicScan(template, readTypes, List.copyOf(pushed), List.copyOf(offsetPredicates));
    }
}
