package io.kaspar.bench.jmh;

import io.kaspar.bench.data.RecordShape;
import io.kaspar.bench.data.WideRecords;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What is decoded of which records. */
public enum DecodedFields {
    TWO_OF_11(MadeRecordBatches.orders(), "quantity", "price"),
    FOUR_OF_11(MadeRecordBatches.orders(), "quantity", "price", "currency", "created_at"),
    ALL_11(MadeRecordBatches.orders()),
    THREE_OF_200(new WideRecords(1), "f010", "f103", "f151");

    private final RecordShape shape;
    private final List<String> names;

    DecodedFields(RecordShape shape, String... names) {
        this.shape = shape;
        this.names = List.of(names);
    }

    RecordShape shape() {
        return shape;
    }

    /** The part of a type that is wanted. */
    StructType projection(StructType all) {
        return names.isEmpty()
                ? all
                : new StructType(Stream.of(all.fields())
                        .filter(field -> names.contains(field.name()))
                        .toArray(StructField[]::new));
    }
}
