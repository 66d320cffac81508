package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.Seed;
import io.kaspar.schema.json.infer.JsonInference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of JSON that nobody described. */
final class JsonInferenceTest {
    private static final int ROUNDS = 300;

    private static StructType infer(List<String> documents) throws SchemaException {
        JsonInference inference = new JsonInference();
        for (String document : documents) {
            inference.add(document);
        }
        return inference.columns();
    }

    private static String typeOf(String... values) throws SchemaException {
        List<String> documents = new ArrayList<>();
        for (String value : values) {
            documents.add("{\"a\":" + value + "}");
        }
        String first = infer(documents).fields()[0].dataType().sql();
        Collections.reverse(documents);
        assertThat(infer(documents).fields()[0].dataType().sql())
                .as("whatever came first")
                .isEqualTo(first);
        return first;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1                                        | -7                    | BIGINT
                    9223372036854775807                      | -9223372036854775808  | BIGINT
                    9223372036854775808                      | 1                     | DECIMAL(38,0)
                    -99999999999999999999999999999999999999  | 1                     | DECIMAL(38,0)
                    100000000000000000000000000000000000000  | 1                     | STRING
                    1.5                                      | 1                     | DOUBLE
                    1e3                                      | 9007199254740992      | DOUBLE
                    1.5                                      | 9007199254740993      | STRING
                    1.5                                      | 9223372036854775808   | STRING
                    1e999                                    | 1.5                   | STRING
                    true                                     | false                 | BOOLEAN
                    true                                     | 1                     | STRING
                    "x"                                      | null                  | STRING
                    ""                                       | 1                     | STRING
                    "2026-01-02"                             | "2026-01-03"          | STRING
                    null                                     | null                  | STRING
                    1                                        | null                  | BIGINT
                    [1]                                      | [2.5]                 | ARRAY<DOUBLE>
                    [1]                                      | ["x"]                 | ARRAY<STRING>
                    [[true]]                                 | []                    | ARRAY<ARRAY<BOOLEAN>>
                    []                                       | []                    | ARRAY<STRING>
                    [1]                                      | 1                     | STRING
                    {"b":1}                                  | [1]                   | STRING
                    {"b":1}                                  | "x"                   | STRING
                    {"b":1}                                  | null                  | STRUCT<b: BIGINT>
                    {"c":1}                                  | {"b":1.5,"c":null}    | STRUCT<b: DOUBLE, c: BIGINT>
                    {}                                       | {}                    | STRING
                    {}                                       | {"b":{}}              | STRUCT<b: STRING>
                    [{"b":1},{"b":2.5,"c":"x"}]              | [null]                | ARRAY<STRUCT<b: DOUBLE, c: STRING>>
                    """)
    void twoValuesHaveTheNarrowestTypeThatLosesNothing(String one, String other, String type) throws SchemaException {
        String sql = typeOf(one, other);

        assertThat(sql).isEqualTo(type);
    }

    @Test
    void columnsAreInAlphabeticalOrderWhicheverCameFirst() throws SchemaException {
        assertThat(infer(List.of("{\"b\":1,\"a\":1}", "{\"B\":\"x\",\"\u00e9\":1}", "{\"a\":null}"))
                        .toDDL())
                .isEqualTo("B STRING,a BIGINT,b BIGINT,`\u00e9` BIGINT");
    }

    @Test
    void onlyObjectsHaveColumns() throws SchemaException {
        JsonInference inference = new JsonInference();

        assertThat(List.of(
                        inference.add("[{\"a\":1}]"),
                        inference.add("\"{}\""),
                        inference.add("1"),
                        inference.add(" {\"b\":1}")))
                .containsExactly(false, false, false, true);
        assertThat(inference.columns().fieldNames()).containsExactly("b");
    }

    /** What was looked at can be read, by the very DDL that is shown. */
    @Test
    void allThatWasLookedAtCanBeRead() throws Exception {
        Random random = new Random(Seed.next("JsonInferenceTest"));
        RandomJson texts = new RandomJson(random);
        int objects = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> documents = new ArrayList<>();
            int count = 1 + random.nextInt(4);
            while (documents.size() < count) {
                String document = texts.document();
                if (document.strip().startsWith("{")) {
                    documents.add(document);
                }
            }
            StructType columns = infer(documents);
            if (columns.isEmpty()) {
                continue;
            }
            String ddl = columns.toDDL();
            assertThat(JsonSamples.type(ddl)).isEqualTo(columns);
            PayloadDecoder decoder = JsonSamples.decoder(ddl);
            for (String document : documents) {
                objects++;
                Object row = RecordingSink.decode(decoder, columns, document.getBytes(StandardCharsets.UTF_8));
                assertThat(row).as(document).isInstanceOf(Map.class);
            }
        }
        assertThat(objects).isGreaterThan(ROUNDS);
    }

    @Test
    void deepValuesAreText() throws SchemaException {
        String deep = "[".repeat(500) + "]".repeat(500);

        assertThat(typeOf(deep)).isEqualTo("ARRAY<".repeat(31) + "STRING" + ">".repeat(31));
    }

    @Test
    void namesThatAreTooLongAreTold() {
        assertThatThrownBy(() -> infer(List.of("{\"" + "x".repeat(60_000) + "\":1}")))
                .isInstanceOf(SchemaException.class)
                .hasMessage("a name in their objects is too long for a column");
    }

    @Test
    void namesThatAreValuesAreRefused() {
        JsonInference inference = new JsonInference();

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 2001; i++) {
                        inference.add("{\"byId\":{\"" + i + "\":1}}");
                    }
                })
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("more than 2000 members")
                .hasMessageContaining("MAP");
    }
}
