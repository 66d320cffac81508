package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadFormatContract;
import io.kaspar.schema.format.SchemaException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;

class JsonFormatTest extends PayloadFormatContract {
    private static final String DDL =
            "a INT, s STRING, n ARRAY<INT>, m MAP<STRING, DOUBLE>, o STRUCT<d: DATE, t: TIMESTAMP>,"
                    + " x DECIMAL(9,2), v VARIANT";

    @Override
    protected PayloadDecoder decoder() throws SchemaException {
        return JsonSamples.decoder(DDL);
    }

    @Override
    protected DataType type() throws SchemaException {
        return JsonSamples.type(DDL);
    }

    @Override
    protected List<byte[]> goodPayloads() {
        return payloads(
                "{}",
                "null",
                "{\"a\":5,\"s\":\"text\"}",
                " { \"s\" : \"\\u00e9\\n\" , \"other\" : [ 1 , { \"a\" : \"b\" } ] , \"a\" : -1 } ",
                "{\"n\":[1,null,3],\"m\":{\"k\":1.5,\"l\":2e3},\"o\":{\"d\":\"2024-02-29\",\"t\":\"2024-01-02T03:04:05Z\"}}",
                "{\"x\":1.005,\"v\":{\"b\":[1,\"two\",null],\"a\":true},\"s\":{\"k\":[1.0]}}");
    }

    @Override
    protected List<byte[]> badPayloads() {
        return payloads(
                "",
                "[]",
                "{\"a\":1.5}",
                "{\"a\":\"1\"}",
                "{\"n\":[1,\"x\"]}",
                "{\"o\":{\"d\":\"tomorrow\"}}",
                "{\"m\":{\"k\":\"x\"}}",
                "{\"x\":12345678901}",
                "{\"v\":{\"a\":1,\"a\":2}}",
                "{\"a\":1} {}",
                "{\"other\":01}");
    }

    private static List<byte[]> payloads(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
