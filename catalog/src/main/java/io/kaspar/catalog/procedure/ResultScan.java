package io.kaspar.catalog.procedure;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/** The rows that a procedure gives, which the driver has already. */
record ResultScan(String description, StructType readSchema, List<Row> results) implements LocalScan {
    ResultScan {
        results = List.copyOf(results);
    }

    @Override
    public InternalRow[] rows() {
        Function1<Object, Object> converter = CatalystTypeConverters.createToCatalystConverter(readSchema);
        return results.stream().map(row -> (InternalRow) converter.apply(row)).toArray(InternalRow[]::new);
    }
}
