package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.bytes;
import static io.kaspar.schema.avro.Samples.decoder;
import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.read;
import static io.kaspar.schema.avro.Samples.record;
import static io.kaspar.schema.avro.Samples.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.UnionNames;
import io.kaspar.schema.format.PayloadOptions.WideDecimals;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolutionTest {
    private static final String MILLIS = "{'type':'long','logicalType':'timestamp-millis'}";
    private static final String MICROS = "{'type':'long','logicalType':'timestamp-micros'}";
    private static final String NANOS = "{'type':'long','logicalType':'timestamp-nanos'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'string' | 'int' | R.f: written as string, which cannot be read as int",
                "'long' | 'int' | R.f: written as long, which cannot be read as int",
                "'int' | ['null','string'] | R.f: written as int, which matches no branch of union [null, string]",
                "['int','string'] | 'boolean' | R.f: written as int, which cannot be read as boolean",
                "{'type':'array','items':'string'} | {'type':'array','items':'int'} | R.f[]: written as string",
                "{'type':'map','values':'string'} | {'type':'map','values':'int'} | R.f{}: written as string",
                "{'type':'fixed','name':'F','size':3} | {'type':'fixed','name':'F','size':4} | F of 3 bytes, which cannot be read as one of 4",
                "{'type':'enum','name':'E','symbols':['A']} | {'type':'enum','name':'X','symbols':['A']} | enum E, which cannot be read as enum X",
                "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | {'type':'bytes','logicalType':'decimal','precision':9,'scale':3} | scale 2, which cannot be read with scale 3",
                "'string' | {'type':'bytes','logicalType':'decimal','precision':9} | written as string, which cannot be read as decimal",
                "{'type':'int','logicalType':'date'} | {'type':'long','logicalType':'timestamp-millis'} | written as date, which cannot be read as timestamp-millis",
            })
    void explainsWhyAWriterDoesNotFit(String writer, String reader, String why) throws IOException {
        DataType nothing = type(record());
        assertThatThrownBy(() -> decoder(record(field("f", writer)), record(field("f", reader)), nothing))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("the writer's schema does not fit the table's: ")
                .hasMessageContaining(why);
    }

    @Test
    void refusesOnlyPayloadsThatTakeABranchNobodyCanRead() throws IOException {
        String writer = "['int','string']";
        assertThat(read(writer, "'long'", bytes(0, 10))).isEqualTo(5L);
        assertThatThrownBy(() -> read(writer, "'long'", bytes(2, 2, 'a')))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("written as string, which cannot be read as long");
    }

    @Test
    void refusesOnlyPayloadsWithASymbolNobodyKnows() throws IOException {
        String writer = "{'type':'enum','name':'E','symbols':['A','B']}";
        String reader = "{'type':'enum','name':'E','symbols':['A']}";
        assertThat(read(writer, reader, bytes(0))).isEqualTo("A");
        assertThatThrownBy(() -> read(writer, reader, bytes(2)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("symbol B is not in the table's enum E, which has no default");
    }

    @Test
    void fillsWhatTheWriterLacksWithDefaults() throws IOException {
        String reader = record(
                field("s", "'string'", "'né'"),
                field("a", "'int'"),
                field("n", "['null','int']", "null"),
                field("r", "{'type':'record','name':'N','fields':[{'name':'x','type':'int','default':7}]}", "{}"));
        assertThat(read(record(field("a", "'int'")), reader, bytes(2))).hasToString("{s=né, a=1, n=null, r={x=7}}");
    }

    @Test
    void followsAliasesOfRecordsFieldsAndEnums() throws IOException {
        String writer = "{'type':'record','name':'Old','fields':[{'name':'was','type':"
                + "{'type':'enum','name':'OldE','symbols':['A']}}]}";
        String reader = "{'type':'record','name':'New','aliases':['Old'],'fields':[{'name':'is','aliases':['was'],"
                + "'type':['null',{'type':'enum','name':'NewE','aliases':['OldE'],'symbols':['B','A']}]}]}";
        assertThat(read(writer, reader, bytes(0))).hasToString("{is=A}");
    }

    @Test
    void keepsLogicalTypesOfFixedThroughAnAlias() {
        String writer = "{'type':'fixed','name':'Old','size':2,'logicalType':'decimal','precision':4,'scale':1}";
        String reader =
                "{'type':'fixed','name':'New','aliases':['Old'],'size':2,'logicalType':'decimal','precision':4}";
        assertThatThrownBy(() -> read(writer, reader, bytes(0, 1)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("scale 1, which cannot be read with scale 0");
    }

    @Test
    void convertsTimesFromTheWritersUnit() throws IOException {
        byte[] seven = bytes(14);
        byte[] minusSeven = bytes(13);
        assertThat(read(MILLIS, MILLIS, seven)).isEqualTo(7_000L);
        assertThat(read(MICROS, MICROS, seven)).isEqualTo(7L);
        assertThat(read(NANOS, NANOS, seven)).isEqualTo(7L);
        assertThat(read(MILLIS, MICROS, seven)).isEqualTo(7_000L);
        assertThat(read(MICROS, MILLIS, seven)).isEqualTo(7L);
        assertThat(read(MICROS, NANOS, seven)).isEqualTo(7_000L);
        assertThat(read(NANOS, MICROS, minusSeven)).isEqualTo(-1L);
        assertThat(read("'long'", MILLIS, seven)).isEqualTo(7_000L);
        assertThat(read("'int'", MILLIS, seven)).isEqualTo(7_000L);
        assertThat(read("'int'", MICROS, seven)).isEqualTo(7L);
        assertThat(read(MILLIS, "'long'", seven)).isEqualTo(7L);
        String timeMillis = "{'type':'int','logicalType':'time-millis'}";
        String timeMicros = "{'type':'long','logicalType':'time-micros'}";
        assertThat(read(timeMillis, timeMillis, seven)).isEqualTo(7);
        assertThat(read(timeMillis, timeMicros, seven)).isEqualTo(7_000L);
    }

    @Test
    void readsUnionsOnEitherSide() throws IOException {
        assertThat(read("'int'", "['null','int']", bytes(14))).isEqualTo(7);
        assertThat(read("['null','int']", "'int'", bytes(2, 14))).isEqualTo(7);
        assertThat(read("['null','int']", "['int','null']", bytes(0))).isNull();
        assertThat(read("'int'", "['int','long']", bytes(14))).isEqualTo(7L);
        assertThat(read("['null','int']", "['float','null','double']", bytes(2, 14)))
                .isEqualTo(7.0);
        assertThat(read("'int'", "['string','long']", bytes(14))).hasToString("{string=null, long=7}");
        assertThat(read("['int','string']", "['string','int']", bytes(0, 14))).hasToString("{string=null, int=7}");
    }

    @Test
    void readsWideDecimalsAsText() throws IOException {
        String wide = "{'type':'bytes','logicalType':'decimal','precision':40,'scale':3}";
        PayloadOptions options =
                new PayloadOptions(UnionNames.TYPE, 3, WideDecimals.STRING, PayloadOptions.BytesPayloads.PREFIXED);
        DataType text = Samples.FORMAT.dataType(Samples.text(wide), options);
        PayloadDecoder decoder = Samples.FORMAT.compile(Samples.text(wide), Samples.text(wide), text, options);
        assertThat(BothWays.decode(decoder, text, bytes(4, 0xFF, 0x85))).isEqualTo("-0.123");
        byte[] tooLong = new byte[20];
        tooLong[0] = 38;
        tooLong[1] = 0x7F;
        assertThatThrownBy(() -> BothWays.decode(decoder, text, tooLong))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("more than its schema's 40 digits");
    }

    @Test
    void readsWideDecimalsOfFixedSizeAsText() throws IOException {
        String wide = "{'type':'fixed','name':'D','size':27,'logicalType':'decimal','precision':64,'scale':1}";
        byte[] payload = new byte[28];
        payload[26] = -123;
        payload[27] = 8;
        String record = record(field("d", wide), field("y", "'int'"));
        assertThat(read(record, record, payload)).hasToString("{d=13.3, y=4}");
    }

    @Test
    void readsEnumsAndFixedWhoseNamespaceChanged() throws IOException {
        for (String union : new String[] {"%s", "['null',%s]"}) {
            String symbols = union.formatted("{'type':'enum','name':'E','namespace':'%s','symbols':['A','B']}");
            String octets = union.formatted("{'type':'fixed','name':'F','namespace':'%s','size':2}");
            String writer = record(field("e", symbols.formatted("old")), field("f", octets.formatted("old")));
            String reader = record(field("e", symbols.formatted("new")), field("f", octets.formatted("new")));
            byte[] payload = union.equals("%s") ? bytes(2, 7, 8) : bytes(2, 2, 2, 7, 8);
            assertThat(String.valueOf(read(writer, reader, payload))).startsWith("{e=B, f=");
        }
    }
}
