package io.kaspar.schema.json.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaspar.schema.format.SqlLiteral;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What {@code default} says of an object's own properties, as SQL: of those that are text, numbers or truth values. */
final class DefaultTexts {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private DefaultTexts() {}

    /** By column. */
    static Map<String, String> of(String schema, StructType columns) {
        JsonNode properties;
        try {
            properties = JSON.readTree(schema).path("properties");
        } catch (JsonProcessingException e) {
            return Map.of();
        }
        Map<String, String> literals = new HashMap<>();
        for (StructField column : columns.fields()) {
            literal(properties.path(column.name()).path("default"), column.dataType())
                    .ifPresent(literal -> literals.put(column.name(), literal));
        }
        return literals;
    }

    private static Optional<String> literal(JsonNode value, DataType type) {
        if (type instanceof StringType && value.isTextual()) {
            return Optional.of(SqlLiteral.text(value.textValue()));
        }
        if (type instanceof BooleanType && value.isBoolean()) {
            return Optional.of(value.asText());
        }
        boolean isWhole = value.isIntegralNumber() && (type instanceof IntegerType || type instanceof LongType);
        boolean isNumber = value.isNumber() && (type instanceof DoubleType || type instanceof DecimalType);
        return isWhole || isNumber ? Optional.of(SqlLiteral.cast(value.asText(), type)) : Optional.empty();
    }
}
