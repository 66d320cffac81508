package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Versioned;
import io.kaspar.schema.json.schema.model.SchemaDocuments;
import io.kaspar.schema.json.schema.model.SchemaPlace;
import io.kaspar.schema.json.shape.JsonShape;
import io.kaspar.schema.nesting.FittingType;
import io.kaspar.schema.program.BoundedCache;
import io.kaspar.schema.program.SchemaWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shapes of registered schemas, keeping those used last. Thread-safe. */
final class JsonSchemaShapes {
    private static final Logger LOG = LoggerFactory.getLogger(JsonSchemaShapes.class);

    private final BoundedCache<Mapping, JsonShape> shapes = new BoundedCache<>(SchemaWeights.MAX_BYTES);

    private record Mapping(SchemaText schema, PayloadOptions options) {}

    JsonShape of(SchemaText schema, PayloadOptions options) throws SchemaException {
        return shapes.get(new Mapping(schema, options), SchemaWeights.of(schema), JsonSchemaShapes::map);
    }

    private static JsonShape map(Mapping mapping) throws SchemaException {
        if (mapping.schema().kind() != SchemaKind.JSON) {
            throw new IllegalArgumentException(
                    "not a JSON Schema: " + mapping.schema().kind());
        }
        if (mapping.schema().isMerged()) {
            return merged(mapping);
        }
        SchemaPlace root = SchemaDocuments.parse(mapping.schema());
        SchemaMerger merger = new SchemaMerger();
        PayloadOptions options = mapping.options();
        try {
            return FittingType.of(options.maxRecursionDepth(), SchemaParts.cyclesIn(root, merger), unfolding -> {
                ShapeMapping shapes = new ShapeMapping(options, unfolding, merger);
                JsonShape shape = shapes.payloadShape(root);
                if (shapes.isTooLarge()) {
                    return Optional.empty();
                }
                tellDropped(shapes.dropped());
                return Optional.of(shape);
            });
        } catch (StackOverflowError e) { // Schemas are gone through call by call.
            throw new SchemaException("the schema's types lie too deep inside each other", e);
        }
    }

    private static JsonShape merged(Mapping mapping) throws SchemaException {
        List<Versioned<JsonShape>> shapes = new ArrayList<>();
        for (SchemaText.Version version : mapping.schema().versions()) {
            shapes.add(new Versioned<>(version.number(), map(new Mapping(version.schema(), mapping.options()))));
        }
        return ShapeMerge.of(shapes);
    }

    private static void tellDropped(List<String> dropped) {
        if (!dropped.isEmpty()) {
            LOG.info("No columns for what is never there, or always null: {}", dropped);
        }
    }
}
