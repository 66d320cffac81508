package io.kaspar.bench;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A statement in a Spark session. */
record SqlRun(SparkSession spark, String statement) implements Run {

    @Override
    public Answer run() {
        return answer(spark.sql(statement).collectAsList());
    }

    private static Answer answer(List<Row> rows) {
        List<List<Object>> all = new ArrayList<>();
        for (Row row : rows) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                Object value = row.get(i);
                values.add(value instanceof Integer number ? Long.valueOf(number) : value);
            }
            all.add(values);
        }
        return new Answer(all);
    }
}
