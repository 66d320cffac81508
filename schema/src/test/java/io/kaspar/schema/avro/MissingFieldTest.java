package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.bytes;
import static io.kaspar.schema.avro.Samples.decoder;
import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.read;
import static io.kaspar.schema.avro.Samples.record;
import static io.kaspar.schema.avro.Samples.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that the table's schema has and older payloads lack. */
class MissingFieldTest {
    private static final String OLD = record(field("a", "'int'"));
    private static final String NEW = record(field("a", "'int'"), field("n", "'int'"));

    @Test
    void aFieldThatOlderPayloadsLackIsNull() throws IOException {
        assertThat(read(OLD, NEW, bytes(2))).hasToString("{a=1, n=null}");
    }

    @Test
    void aFieldThatOlderPayloadsLackIsNoFaultWhereNobodyAsksForIt() throws IOException {
        DataType onlyA = type(OLD);
        assertThat(BothWays.decode(decoder(OLD, NEW, onlyA), onlyA, bytes(2))).hasToString("{a=1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'int'",
                "'string'",
                "'bytes'",
                "'boolean'",
                "['int','string']",
                "['string','null']",
                "{'type':'bytes','logicalType':'decimal','precision':60}",
                "{'type':'enum','name':'E','symbols':['A']}",
                "{'type':'array','items':'int'}",
                "{'type':'map','values':'int'}",
                "{'type':'fixed','name':'F','size':2}",
                "{'type':'record','name':'N','fields':[{'name':'x','type':'int'}]}",
            })
    void aMissingFieldOfAnyTypeIsNull(String newType) throws IOException {
        String reader = record(field("a", "'int'"), field("n", newType));
        assertThat(String.valueOf(read(OLD, reader, bytes(2)))).startsWith("{a=1, n=null");
    }

    @Test
    void defaultsWinOverNull() throws IOException {
        String reader = record(field("a", "'int'"), field("n", "'int'"), field("d", "'int'", "7"));
        assertThat(read(OLD, reader, bytes(2))).hasToString("{a=1, n=null, d=7}");
    }

    @Test
    void fieldsOfRecordsInsideOthersMayBeMissingToo() throws IOException {
        String before = "{'type':'record','name':'N','fields':[{'name':'x','type':'int'}]}";
        String after = "{'type':'record','name':'N','fields':[{'name':'x','type':'int'},{'name':'y','type':'string'}]}";
        assertThat(read(record(field("f", before)), record(field("f", after)), bytes(2)))
                .hasToString("{f={x=1, y=null}}");
        String optional = "['null',%s]";
        assertThat(read(
                        record(field("f", optional.formatted(before))),
                        record(field("f", optional.formatted(after))),
                        bytes(2, 2)))
                .hasToString("{f={x=1, y=null}}");
        String list = "{'type':'array','items':%s}";
        assertThat(read(
                        record(field("f", list.formatted(before))),
                        record(field("f", list.formatted(after))),
                        bytes(2, 2, 0)))
                .hasToString("{f=[{x=1, y=null}]}");
    }

    @Test
    void theMissingFieldOfARecordThatHoldsItselfThroughAnotherIsNull() throws IOException {
        String inner = "{'type':'record','name':'B','fields':[{'name':'a','type':['null','A']}]}";
        String writer = "{'type':'record','name':'A','fields':[{'name':'b','type':['null'," + inner + "]}]}";
        String reader = "{'type':'record','name':'A','fields':[{'name':'b','type':['null'," + inner
                + "]},{'name':'x','type':'int'}]}";
        String wrap = record(field("f", "['null',%s]"), field("g", "['null','B']"));
        assertThat(read(wrap.formatted(writer), wrap.formatted(reader), bytes(0, 2, 0)))
                .hasToString("{f=null, g={a=null}}");
        assertThat(read(wrap.formatted(writer), wrap.formatted(reader), bytes(0, 2, 2, 0)))
                .hasToString("{f=null, g={a={b=null, x=null}}}");
    }

    @Test
    void aNullWhereTheTableWantsAValueIsNull() throws IOException {
        String optional = record(field("a", "['null','string']"), field("b", "'int'"));
        String required = record(field("a", "'string'"), field("b", "'int'"));
        assertThat(read(optional, required, bytes(0, 2))).hasToString("{a=null, b=1}");
        assertThat(read(optional, required, bytes(2, 2, 'x', 2))).hasToString("{a=x, b=1}");
        assertThat(read(record(field("a", "'null'")), record(field("a", "'int'")), bytes()))
                .hasToString("{a=null}");
        assertThat(read("['null','int']", "'int'", bytes(0))).isNull();
        assertThat(read("['null','int','string']", "['int','string']", bytes(0)))
                .isNull();
    }

    @Test
    void elementsThatTheTypeSaysAreNeverNullStayAFault() throws IOException {
        String optional = "{'type':'array','items':['null','int']}";
        String required = "{'type':'array','items':'int'}";
        assertThat(read(optional, required, bytes(2, 2, 6, 0))).hasToString("[3]");
        assertThatThrownBy(() -> read(optional, required, bytes(2, 0, 0)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("written as null, which cannot be read as int");
    }

    @Test
    void aRecordOfAnotherNameIsNotTakenForABranchWhoseFieldsItLacks() throws IOException {
        String writer = "{'type':'record','name':'C','fields':[{'name':'c','type':'int'}]}";
        String reader = "['null',{'type':'record','name':'A','fields':[{'name':'a','type':'int'}]}]";
        assertThatThrownBy(() -> read(record(field("f", writer)), record(field("f", reader)), bytes(2)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("matches no branch");
    }

    @Test
    void aRecordOfAnotherNameIsNoRowOfNulls() throws IOException {
        String payment = "{'type':'record','name':'%s','fields':[{'name':'amount','type':'int'}]}";
        String order = "{'type':'record','name':'shop.Order','fields':[{'name':'id','type':'int'}%s]}";
        String reader = order.formatted("");
        assertThatThrownBy(() -> read(payment.formatted("shop.Payment"), reader, bytes(2)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("written as record shop.Payment, which lacks fields of record shop.Order");
        assertThatThrownBy(() -> read("['null'," + payment.formatted("shop.Payment") + "]", reader, bytes(2, 2)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("shop.Payment");
        assertThatThrownBy(() ->
                        read(record(field("f", payment.formatted("Payment"))), record(field("f", reader)), bytes(2)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("R.f: written as record Payment");
        assertThat(read(payment.formatted("old.Order"), reader, bytes(2))).hasToString("{id=null}");
        String renamed =
                order.formatted(",{'name':'more','type':'int','default':7}").replace("shop.Order", "Bought");
        assertThat(read(reader, renamed, bytes(2))).hasToString("{id=1, more=7}");
    }

    @Test
    void whatDiffersInTypeIsStillRefused() {
        String reader = record(field("a", "'string'"), field("n", "'int'"));
        assertThatThrownBy(() -> decoder(OLD, reader, type(reader)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("R.a: written as int, which cannot be read as string");
    }
}
