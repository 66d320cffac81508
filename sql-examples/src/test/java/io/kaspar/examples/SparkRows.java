package io.kaspar.examples;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** A row's values as plain Java collections, which can be compared. */
final class SparkRows {
    private SparkRows() {}

    static List<@Nullable Object> fields(Row row, int firstIndex) {
        List<@Nullable Object> fields = new ArrayList<>();
        for (int i = firstIndex; i < row.size(); i++) {
            fields.add(plain(row.get(i)));
        }
        return fields;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Row row) {
            return fields(row, 0);
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            Map<Object, @Nullable Object> entries = new HashMap<>();
            CollectionConverters.asJava(map).forEach((key, entry) -> entries.put(key, plain(entry)));
            return entries;
        }
        if (value instanceof scala.collection.Iterable<?> elements) {
            List<@Nullable Object> list = new ArrayList<>();
            CollectionConverters.asJava(elements).forEach(element -> list.add(plain(element)));
            return list;
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        return value;
    }
}
