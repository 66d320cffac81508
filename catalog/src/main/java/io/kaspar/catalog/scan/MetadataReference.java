package io.kaspar.catalog.scan;

import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.reader.task.MetadataField;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.NamedReference;

/** Which fact of records an expression names by itself. */
final class MetadataReference {
    private MetadataReference() {}

    /** Empty for a column of the value, a part of a column, and anything that is computed. */
    static Optional<MetadataField> of(Expression expression, TopicColumns columns) {
        return expression instanceof NamedReference reference && reference.fieldNames().length == 1
                ? columns.metadataField(reference.fieldNames()[0])
                : Optional.empty();
    }
}
