package io.kaspar.catalog.metadata;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/** A query of a table of facts, which may name some of its columns. */
final class MetadataScanBuilder implements SupportsPushDownRequiredColumns {
    private final String name;
    private final MetadataRows rows;
    private StructType wanted;

    MetadataScanBuilder(String name, MetadataRows rows) {
        this.name = name;
        this.rows = rows;
        this.wanted = rows.columns();
    }

    @Override
    public void pruneColumns(StructType requiredSchema) {
        wanted = requiredSchema;
    }

    @Override
    public Scan build() {
        return new RowsScan(name, wanted, this::results);
    }

    private List<Row> results() {
        StructType all = rows.columns();
        Set<String> names = new LinkedHashSet<>(Arrays.asList(wanted.fieldNames()));
        int[] places = names.stream().mapToInt(all::fieldIndex).toArray();
        return rows.ask(names).stream()
                .map(row -> RowFactory.create(
                        Arrays.stream(places).mapToObj(row::get).toArray()))
                .toList();
    }
}
