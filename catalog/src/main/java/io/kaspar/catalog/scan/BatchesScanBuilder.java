package io.kaspar.catalog.scan;

import io.kaspar.catalog.columns.ColumnUse;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.predicate.RecordPredicateParser;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.RecordView;
import io.kaspar.reader.task.ScanOutput;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;

/** Collects what a query needs of a topic's record batches: of which partitions. Asks the cluster nothing. */
public final class BatchesScanBuilder implements SupportsPushDownV2Filters {
    private final ScanContext template;
    private final PushedConditions conditions =
            new PushedConditions(new RecordPredicateParser(BatchColumns::restricting), false);

    /** @param template of a query that reads uncommitted records, too */
    public BatchesScanBuilder(ScanContext template) {
        this.template = template;
    }

    @Override
    public Predicate[] pushPredicates(Predicate[] given) {
        return template.read().pushesDown() ? conditions.take(given) : given;
    }

    @Override
    public Predicate[] pushedPredicates() {
        return conditions.pushed();
    }

    @Override
    public Scan build() {
        return new BatchesScan(
                template,
                new ScanDemand(
                        RecordView.EVERYTHING,
                        new StructType(),
                        ColumnUse.ALL_WANTED,
                        conditions.pushedWords(),
                        conditions.narrowingWords(),
                        conditions.predicates(),
                        JudgedPart.WANTED_COLUMNS,
                        ScanOutput.NO_LIMIT,
                        false));
    }
}
