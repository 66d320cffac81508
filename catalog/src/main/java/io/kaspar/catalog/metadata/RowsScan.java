package io.kaspar.catalog.metadata;

import io.kaspar.catalog.ask.Once;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/** Rows that the driver has itself, or asks for when Spark wants them first. Thread-safe. */
public final class RowsScan implements LocalScan {
    private final String description;
    private final StructType columns;
    private final Supplier<List<Row>> source;
    private final Once<InternalRow[]> rows = new Once<>();

    /** @param source asked once, when Spark wants the rows */
    public RowsScan(String description, StructType columns, Supplier<List<Row>> source) {
        this.description = description;
        this.columns = columns;
        this.source = source;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public StructType readSchema() {
        return columns;
    }

    @Override
    public InternalRow[] rows() {
        return rows.get(this::converted);
    }

    private InternalRow[] converted() {
        Function1<Object, Object> converter = CatalystTypeConverters.createToCatalystConverter(columns);
        return source.get().stream()
                .map(row -> (InternalRow) converter.apply(row))
                .toArray(InternalRow[]::new);
    }
}
