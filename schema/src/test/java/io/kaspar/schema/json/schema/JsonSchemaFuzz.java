package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.DataType;

/** A schema's text from a registry, which may refer to itself by name, then a short payload. */
final class JsonSchemaFuzz implements FuzzTarget {
    private static final byte[] PAYLOAD =
            "{\"p0\":{\"p1\":[1,{\"p2\":\"x\"}]},\"kind\":\"card\",\"d\":[]}".getBytes(StandardCharsets.UTF_8);
    private static final int SCHEMAS = 30;

    @Override
    public void run(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        SchemaText schema =
                new SchemaText(SchemaKind.JSON, text, List.of(new SchemaText.Reference("other.json", text)));
        // One of its own: the caches of a shared one would hold what the fuzzer made.
        JsonSchemaFormat format = new JsonSchemaFormat();
        try {
            DataType type = format.dataType(schema, PayloadOptions.DEFAULT);
            format.compile(schema, schema, type, PayloadOptions.DEFAULT)
                    .decode(PAYLOAD, 0, PAYLOAD.length, new RecordingSink(type));
        } catch (SchemaException | PayloadException e) {
            // What is documented.
        }
    }

    @Override
    public List<byte[]> seeds() {
        Random random = new Random(SCHEMAS);
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < SCHEMAS; i++) {
            RandomJsonSchemas schemas = new RandomJsonSchemas(random);
            seeds.add(schemas.text(schemas.object()).text().getBytes(StandardCharsets.UTF_8));
        }
        for (String text : new String[] {
            "{'$ref':'other.json'}",
            "{'properties':{'p0':{'$ref':'#'}},'oneOf':[{'required':['a']},{'allOf':[{'$ref':'other.json#/properties/p0'}]}]}",
            "{'$schema':'http://json-schema.org/draft-04/schema#','id':'http://x/y','properties':{'d':{'items':[true,false]}}}",
            "{'type':['array','object'],'items':{'$anchor':'a'},'patternProperties':{'x':{'$ref':'#a'}},'additionalProperties':{}}"
        }) {
            seeds.add(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        }
        return seeds;
    }
}
