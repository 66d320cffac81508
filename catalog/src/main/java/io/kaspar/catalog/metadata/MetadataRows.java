package io.kaspar.catalog.metadata;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What a table of facts has, and who is asked for it. */
public interface MetadataRows {

    /** All columns, with comments. */
    StructType columns();

    /**
     * Asks.
     *
     * @param wanted names of columns that a query wants; the others may be null, where they cost a question
     * @return rows with a value for each column
     * @throws io.kaspar.catalog.facts.ClusterException when the cluster cannot be asked or refuses
     */
    List<Row> ask(Set<String> wanted);
}
