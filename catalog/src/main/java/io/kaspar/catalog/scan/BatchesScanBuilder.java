package io.kaspar.catalog.scan;

import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.predicate.RecordPredicate;
import io.kaspar.catalog.predicate.RecordPredicateParser;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.ScanOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;

/** Collects what a query needs of a topic's record batches: of which partitions. Asks the cluster nothing. */
public final class BatchesScanBuilder implements SupportsPushDownV2Filters {
    private final ScanContext template;
    private final List<Predicate> pushed = new ArrayList<>();
    private final List<RecordPredicate> predicates = new ArrayList<>();

    /** @param template of a query that reads uncommitted records, too */
    public BatchesScanBuilder(ScanContext template) {
        this.template = template;
    }

    @Override
    public Predicate[] pushPredicates(Predicate[] given) {
        RecordPredicateParser parser = new RecordPredicateParser(BatchColumns::restricting);
        List<Predicate> others = new ArrayList<>();
        for (Predicate predicate : given) {
            Optional<RecordPredicate> taken =
                    parser.parse(predicate).filter(parsed -> !parsed.size().isTooLarge());
            if (taken.isPresent()) {
                pushed.add(predicate);
                predicates.add(taken.get());
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
        return new BatchesScan(
                template,
                new ScanDemand(
                        new StructType(),
                        pushed.stream().map(Predicate::toString).toList(),
                        predicates,
                        JudgedPart.WANTED_COLUMNS,
                        ScanOutput.NO_LIMIT));
    }
}
