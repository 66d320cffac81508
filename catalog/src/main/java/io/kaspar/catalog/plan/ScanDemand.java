package io.kaspar.catalog.plan;

import io.kaspar.catalog.columns.ColumnUse;
import io.kaspar.catalog.predicate.RecordPredicate;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.RecordView;
import io.kaspar.reader.task.ScanOutput;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What a query wants of a topic.
 *
 * @param view which records are rows
 * @param readTypes the columns, with the types they are read in
 * @param use who looks at them
 * @param pushed the conditions that Spark does not check again, in its own words
 * @param narrowing conditions that Spark checks, but that tell what need not be read, in its own words
 * @param predicates all of these in ours
 * @param judged which part of a record has to be valid, beside what is wanted
 * @param rowLimit how many rows of each partition are enough; {@link ScanOutput#NO_LIMIT} when all are wanted
 * @param isOfLastRows whether these are the last ones of each partition, and no others
 */
public record ScanDemand(
        RecordView view,
        StructType readTypes,
        ColumnUse use,
        List<String> pushed,
        List<String> narrowing,
        List<RecordPredicate> predicates,
        JudgedPart judged,
        long rowLimit,
        boolean isOfLastRows) {
    public ScanDemand {
        pushed = List.copyOf(pushed);
        narrowing = List.copyOf(narrowing);
        predicates = List.copyOf(predicates);
    }

    /** Where each record is a row. */
    public ScanDemand(
            StructType readTypes,
            List<String> pushed,
            List<RecordPredicate> predicates,
            JudgedPart judged,
            long rowLimit) {
        this(
                RecordView.EVERYTHING,
                readTypes,
                ColumnUse.ALL_WANTED,
                pushed,
                List.of(),
                predicates,
                judged,
                rowLimit,
                false);
    }

    public boolean isLimited() {
        return rowLimit != ScanOutput.NO_LIMIT;
    }

    /** Whether the headers of record batches are enough, since only the number of records matters, valid or not. */
    public boolean isCount() {
        return view == RecordView.EVERYTHING
                && readTypes.isEmpty()
                && judged == JudgedPart.WANTED_COLUMNS
                && predicates.stream().noneMatch(RecordPredicate::isAboutKey);
    }
}
