package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.bytes;
import static io.kaspar.schema.avro.Samples.decoder;
import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.record;
import static io.kaspar.schema.avro.Samples.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final String INNER =
            "{'type':'record','name':'N','fields':[{'name':'x','type':'int'},{'name':'y','type':'int'}]}";
    private static final String INNER_Y = "{'type':'record','name':'N','fields':[{'name':'y','type':'int'}]}";
    private static final String INNER_X = "{'type':'record','name':'N','fields':[{'name':'x','type':'int'}]}";

    private static Object read(String schema, DataType projection, byte[] payload) throws IOException {
        return String.valueOf(BothWays.decode(decoder(schema, schema, projection), projection, payload));
    }

    @Test
    void doesNotWalkBehindTheLastWantedField() throws IOException {
        String schema = record(field("a", "'int'"), field("b", "'int'"), field("c", "'string'"));
        byte[] cutBehindB = bytes(2, 4);
        assertThat(read(schema, type(record(field("b", "'int'"))), cutBehindB)).isEqualTo("{b=2}");
        assertThat(read(schema, type(record()), bytes())).isEqualTo("{}");
    }

    @Test
    void doesNotWalkBehindTheLastWantedFieldOfANestedRecordThatNothingFollows() throws IOException {
        String schema = record(field("n", "['null'," + INNER + "]"), field("c", "'string'"));
        DataType onlyX = type(record(field("n", INNER_X)));
        assertThat(read(schema, onlyX, bytes(2, 6))).isEqualTo("{n={x=3}}");
    }

    @Test
    void walksNestedRecordsThatSomethingFollows() throws IOException {
        String schema = record(field("n", INNER), field("c", "'int'"));
        DataType some = type(record(field("c", "'int'"), field("n", INNER_X)));
        assertThat(read(schema, some, bytes(6, 8, 10))).isEqualTo("{c=5, n={x=3}}");
        assertThatThrownBy(() -> read(schema, some, bytes(6))).isInstanceOf(PayloadException.class);
    }

    @Test
    void takesFieldsOfRecordsInArraysAndMaps() throws IOException {
        String schema =
                record(field("a", "{'type':'array','items':" + INNER + "}"), field("m", "{'type':'map','values':'N'}"));
        DataType onlyY = type(record(
                field("m", "{'type':'map','values':" + INNER_Y + "}"), field("a", "{'type':'array','items':'N'}")));
        byte[] payload = bytes(4, 2, 4, 6, 8, 0, 2, 2, 'k', 10, 12, 0);
        assertThat(read(schema, onlyY, payload)).isEqualTo("{m={k={y=6}}, a=[{y=2}, {y=4}]}");
    }

    @Test
    void takesSomeBranchesOfAUnion() throws IOException {
        String schema = record(field("u", "['int'," + INNER + ",'string']"), field("b", "'int'"));
        DataType some = type(record(field("u", "['string'," + INNER_Y + "]"), field("b", "'int'")));
        assertThat(read(schema, some, bytes(2, 6, 8, 10))).isEqualTo("{u={string=null, N={y=4}}, b=5}");
        assertThat(read(schema, some, bytes(0, 6, 10))).isEqualTo("{u={string=null, N=null}, b=5}");
    }

    @Test
    void skipsWhatLiesBetween() throws IOException {
        String schema = record(
                field("i", "'int'"),
                field("d", "'double'"),
                field("z", "'boolean'"),
                field("f", "{'type':'fixed','name':'F','size':2}"),
                field("s", "'string'"),
                field("l", "'long'"),
                field("a", "{'type':'array','items':'string'}"),
                field("m", "{'type':'map','values':['null','float']}"),
                field("n", INNER),
                field("last", "'int'"));
        byte[] payload = bytes(
                2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 7, 7, 2, 'x', 0x80, 1, 3, 8, 2, 'y', 2, 'z', 0, 2, 2, 'k', 2, 0, 0, 0, 0,
                0, 4, 4, 14);
        assertThat(read(schema, type(record(field("last", "'int'"))), payload)).isEqualTo("{last=7}");
    }

    @Test
    void ignoresBytesBehindThePayloadsValue() throws IOException {
        assertThat(read(record(field("a", "'int'")), type(record(field("a", "'int'"))), bytes(2, 99, 99)))
                .isEqualTo("{a=1}");
    }

    @Test
    void refusesAProjectionOfAnotherSchema() throws IOException {
        DataType other = type(record(field("b", "'int'")));
        assertThatThrownBy(() -> decoder(record(field("a", "'int'")), record(field("a", "'int'")), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("struct<b:int>");
    }
}
