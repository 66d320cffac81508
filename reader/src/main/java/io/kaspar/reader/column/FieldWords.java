package io.kaspar.reader.column;

import io.kaspar.reader.task.ScanSpec;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A text field of values that holds one of a few words.
 *
 * @param words in the order of their numbers
 */
public record FieldWords(String field, List<String> words) {
    public FieldWords {
        words = List.copyOf(words);
    }

    /** Whether the values of a scan's topic are records with such a field. */
    public boolean isIn(ScanSpec spec) {
        return spec.schemas().topic().value().dataType() instanceof StructType record
                && Arrays.stream(record.fields())
                        .anyMatch(found ->
                                found.name().equals(field) && found.dataType().equals(DataTypes.StringType));
    }
}
