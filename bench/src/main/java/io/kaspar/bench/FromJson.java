package io.kaspar.bench;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * JSON with columns, by Spark's {@code from_json}. The five bytes of framing, where there are any, are skipped unread.
 *
 * @param text the JSON text, as an expression of {@code value}
 * @param columns that it returns, as DDL
 */
record FromJson(String text, String columns) implements RivalDecoding {
    static FromJson framed(String columns) {
        return new FromJson("string(substring(value, 6))", columns);
    }

    static FromJson plain(String columns) {
        return new FromJson("string(value)", columns);
    }

    @Override
    public String suffix() {
        return "columns_" + StructType.fromDDL(columns).size();
    }

    @Override
    public Dataset<Row> decode(Dataset<Row> records) {
        return records.select(from_json(expr(text), StructType.fromDDL(columns)).as("value"))
                .select("value.*");
    }
}
