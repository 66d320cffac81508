package io.kaspar.bench;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** JSON as a variant, by Spark's {@code parse_json}. */
record ParseJson() implements RivalDecoding {
    @Override
    public String suffix() {
        return "variant";
    }

    @Override
    public Dataset<Row> decode(Dataset<Row> records) {
        return records.select(expr("parse_json(string(value))").as("value"));
    }
}
