package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadFormatContract;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;

class JsonSchemaFormatTest extends PayloadFormatContract {
    private static final SchemaText SCHEMA = JsonSchemaSamples.object(
            "'a': {'type': 'integer'}, 's': {'type': 'string'},"
                    + " 'n': {'type': 'array', 'items': {'type': 'integer'}}, 'm': {'type': 'object', 'additionalProperties': {'type':"
                    + " 'integer'}}, 'u': {'oneOf': [{'type': 'string'}, {'type': 'object', 'properties': {'x': {'type': 'integer'}}}]},"
                    + " 't': {'type': 'array', 'items': [{'type': 'string'}, {'type': 'string'}]}, 'inner': {'$ref': '#'}");

    @Override
    protected PayloadDecoder decoder() throws SchemaException {
        return JsonSchemaSamples.decoder(SCHEMA, SCHEMA);
    }

    @Override
    protected DataType type() throws SchemaException {
        return JsonSchemaSamples.type(SCHEMA);
    }

    @Override
    protected List<byte[]> goodPayloads() {
        return payloads(
                "{}",
                "{'a':5}",
                "{'s':'abc','n':[1,2,3],'other':[{}],'a':4}",
                "{'m':{'k':1,'k':2},'u':'text','t':['x',{'y':1}]}",
                "{'u':{'x':7},'inner':{'a':1,'inner':{'inner':{'inner':{'a':[1]}}}}}",
                "null");
    }

    @Override
    protected List<byte[]> badPayloads() {
        return payloads(
                "",
                "{",
                "{'a':'5'}",
                "{'a':5} {}",
                "{'n':[null]}",
                "{'m':[]}",
                "{'u':5}",
                "{'inner':{'a':true}}",
                "{'other':tru}",
                "[]");
    }

    private static List<byte[]> payloads(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
