package io.kaspar.schema.json.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordedSource;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;

/** What a validator of JSON Schema takes can be read: random schemas, and payloads of them with one value replaced. */
class JsonSchemaValidityTest {
    private static final int SCHEMAS = 150;
    private static final int PAYLOADS = 20;
    private static final List<String> OTHERS =
            List.of("null", "true", "5", "-1.5", "'x'", "'2024-01-02'", "[]", "[1, 'x']", "{}", "{'kind': 'card'}");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(Seed.next("JsonSchemaValidityTest"));
    private final JsonSchemaFormat format = new JsonSchemaFormat();
    private int validCount;
    private int refusedByBoth;

    @Test
    void whatIsValidIsReadable() throws IOException {
        for (int i = 0; i < SCHEMAS; i++) {
            RandomJsonSchemas schemas = new RandomJsonSchemas(random, false);
            GeneratedObject schema = schemas.object();
            SchemaText text = schemas.text(schema);
            JsonSchema validator = validator(text);
            DataType type = format.dataType(text, PayloadOptions.DEFAULT);
            PayloadDecoder decoder = format.compile(text, text, type, PayloadOptions.DEFAULT);
            for (int j = 0; j < PAYLOADS; j++) {
                JsonNode value = schema.value(random);
                assertThat(validator.validate(value))
                        .as("%s by %s", value, text)
                        .isEmpty();
                check(replaced(value), validator, decoder, type, text);
            }
        }
        assertThat(validCount).isPositive();
        assertThat(refusedByBoth).isPositive();
    }

    /** What is written of rows is valid, says what Jackson's trees of it say, and is read as the same rows. */
    @Test
    void whatIsWrittenIsValid() throws IOException {
        for (int i = 0; i < SCHEMAS; i++) {
            RandomJsonSchemas schemas = new RandomJsonSchemas(random, false);
            GeneratedObject schema = schemas.object();
            SchemaText text = schemas.text(schema);
            JsonSchema validator = validator(text);
            DataType type = format.dataType(text, PayloadOptions.DEFAULT);
            PayloadDecoder decoder = format.compile(text, text, type, PayloadOptions.DEFAULT);
            PayloadEncoder encoder = format.encoder(text, type, PayloadOptions.DEFAULT);
            for (int j = 0; j < PAYLOADS; j++) {
                Object row = decode(decoder, type, schema.value(random));

                JsonNode written = JSON.readTree(RecordedSource.encode(encoder, row));

                assertThat(validator.validate(written))
                        .as("%s by %s", written, text)
                        .isEmpty();
                assertThat(decode(decoder, type, written))
                        .as("%s by %s", written, text)
                        .isEqualTo(row);
                assertThat(JsonSchemaOracleTest.difference(row, schema.column(written), ""))
                        .as("%s by %s", written, text)
                        .isEmpty();
            }
        }
    }

    private static Object decode(PayloadDecoder decoder, DataType type, JsonNode value) throws PayloadException {
        return Objects.requireNonNull(
                RecordingSink.decode(decoder, type, value.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private void check(JsonNode value, JsonSchema validator, PayloadDecoder decoder, DataType type, SchemaText text) {
        boolean isValid = validator.validate(value).isEmpty();
        boolean isRead = true;
        try {
            RecordingSink.decode(decoder, type, value.toString().getBytes(StandardCharsets.UTF_8));
        } catch (PayloadException e) {
            isRead = false;
            assertThat(isValid).as("%s: %s by %s", e.getMessage(), value, text).isFalse();
        }
        validCount += isValid ? 1 : 0;
        refusedByBoth += isValid || isRead ? 0 : 1;
    }

    /** The same with one of its values replaced or taken out. */
    private JsonNode replaced(JsonNode value) {
        JsonNode copy = value.deepCopy();
        List<Runnable> changes = new ArrayList<>();
        collect(copy, changes);
        if (!changes.isEmpty()) {
            changes.get(random.nextInt(changes.size())).run();
        }
        return copy;
    }

    private void collect(JsonNode value, List<Runnable> changes) {
        JsonNode other = GeneratedScalars.json(OTHERS.get(random.nextInt(OTHERS.size())));
        if (value instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                changes.add(() -> object.set(member.getKey(), other));
                changes.add(() -> object.remove(member.getKey()));
                collect(member.getValue(), changes);
            });
        }
        if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                changes.add(() -> array.set(index, other));
                collect(array.get(index), changes);
            }
        }
    }

    private static JsonSchema validator(SchemaText text) {
        Map<String, String> documents = new HashMap<>();
        text.references().forEach(reference -> documents.put("test:/" + reference.name(), reference.text()));
        documents.put("test:/root.json", text.text());
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V7, builder -> builder.schemaLoaders(loaders -> loaders.schemas(documents)));
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return factory.getSchema(SchemaLocation.of("test:/root.json"), config);
    }
}
