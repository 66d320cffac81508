package io.kaspar.schema.json.schema;

import static io.kaspar.schema.json.schema.GeneratedScalars.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Random later versions of schemas, with what payloads of the old version are in their columns. */
final class RandomJsonEvolution {
    private final Random random;
    private final RandomJsonSchemas schemas;

    RandomJsonEvolution(Random random, RandomJsonSchemas schemas) {
        this.random = random;
        this.schemas = schemas;
    }

    /**
     * A later version.
     *
     * @param columns of a value of the old version, which is no null
     */
    record Version(GeneratedSchema schema, Function<JsonNode, @Nullable Object> columns) {}

    Version of(GeneratedSchema old) {
        if (old instanceof GeneratedObject object) {
            return object(object);
        }
        boolean isOther = random.nextBoolean();
        if (old instanceof GeneratedScalars.Scalar scalar && isOther) {
            return scalar(scalar);
        }
        return new Version(old, old::column);
    }

    /** The same values written in another way, or a type that holds more. */
    private static Version scalar(GeneratedScalars.Scalar old) {
        List<List<GeneratedScalars.Scalar>> alike = List.of(
                List.of(GeneratedScalars.plainDecimal(), GeneratedScalars.unscaledDecimal()),
                List.of(GeneratedScalars.isoDate(), GeneratedScalars.epochDate()));
        for (List<GeneratedScalars.Scalar> pair : alike) {
            for (int i = 0; i < pair.size(); i++) {
                if (pair.get(i).schema().equals(old.schema())) {
                    return new Version(pair.get(1 - i), old::column);
                }
            }
        }
        if (old.schema().equals(json("{'type': 'integer', 'connect.type': 'int32'}"))) {
            GeneratedScalars.Scalar wider =
                    GeneratedScalars.scalar("{'type': 'integer'}", r -> old.value(r), JsonNode::longValue);
            return new Version(wider, wider::column);
        }
        return new Version(old, old::column);
    }

    private Version object(GeneratedObject old) {
        Map<String, Function<JsonNode, @Nullable Object>> columns = new LinkedHashMap<>();
        List<GeneratedObject.Property> properties = new ArrayList<>();
        for (GeneratedObject.Property property : old.properties()) {
            if (random.nextInt(5) > 0) {
                Version version = of(property.schema());
                properties.add(new GeneratedObject.Property(property.name(), version.schema(), property.required()));
                columns.put(property.name(), version.columns());
            }
        }
        if (properties.isEmpty() || random.nextBoolean()) {
            GeneratedObject more = schemas.object();
            properties.addAll(more.properties());
            more.properties().forEach(property -> columns.put(property.name(), property.schema()::column));
        }
        Collections.shuffle(properties, random);
        boolean hasRest = random.nextInt(4) == 0;
        GeneratedSchema rest = hasRest ? GeneratedScalars.scalar("true", r -> json("1"), JsonNode::toString) : null;
        GeneratedObject next = new GeneratedObject(properties, rest, random.nextInt(4) == 0);
        return new Version(next, value -> next.column(value, columns));
    }
}
