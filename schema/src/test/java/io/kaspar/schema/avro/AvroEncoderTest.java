package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordedSource;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written, and what is refused before anything is lost. */
class AvroEncoderTest {

    @Test
    void takesTheDefaultOfAFieldWithoutColumn() throws IOException {
        String schema = record(field("a", "'int'"), field("b", "'string'", "'none'"), field("c", "['null','long']"));

        GenericRecord read = (GenericRecord) roundTrip(schema, StructType.fromDDL("a INT"), row("a", 7));

        assertThat(read.get("a")).isEqualTo(7);
        assertThat(read.get("b")).hasToString("none");
        assertThat(read.get("c")).isNull();
    }

    @Test
    void refusesATypeWithoutAColumnThatTheSchemaNeeds() {
        assertThatThrownBy(() -> encoder(record(field("a", "'int'"), field("b", "'int'")), "a INT"))
                .isInstanceOf(SchemaException.class)
                .hasMessage("R: column b is missing; the schema has neither a default nor null for it");
    }

    @Test
    void refusesAColumnThatTheSchemaHasNot() {
        assertThatThrownBy(() -> encoder(record(field("a", "'int'")), "a INT, z STRING"))
                .isInstanceOf(SchemaException.class)
                .hasMessage("R: the schema has nothing for column z; it has a");
    }

    @Test
    void refusesAColumnOfAnotherType() {
        assertThatThrownBy(() -> encoder(record(field("a", "'int'")), "a BIGINT"))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "R.a: values of type BIGINT cannot be written, the schema wants INT; CAST changes the type");
    }

    @Test
    void refusesNullWhereTheSchemaHasNone() throws SchemaException {
        PayloadEncoder encoder = encoder(record(field("a", "'int'")), "a INT");

        assertThatThrownBy(() -> RecordedSource.encode(encoder, row("a", null)))
                .isInstanceOf(PayloadException.class)
                .hasMessage("R.a: the schema has no null here");
    }

    @Test
    void namesNoContentOfWhatIsNoSymbol() throws SchemaException {
        String suit = "{'type':'enum','name':'Suit','symbols':['HEARTS','SPADES']}";
        PayloadEncoder encoder = encoder(record(field("a", suit)), "a STRING");

        assertThatThrownBy(() -> RecordedSource.encode(encoder, row("a", "secret")))
                .isInstanceOf(PayloadException.class)
                .hasMessage("R.a: the value is none of the enum's 2 symbols");
    }

    @Test
    void refusesTextThatIsNoUtf8() throws SchemaException {
        ByteBuffer broken = ByteBuffer.wrap(new byte[] {-1});
        PayloadEncoder text = encoder(record(field("a", "'string'")), "a STRING");
        PayloadEncoder map = encoder(record(field("a", "{'type':'map','values':'int'}")), "a MAP<STRING, INT>");

        assertThatThrownBy(() -> RecordedSource.encode(text, row("a", broken)))
                .isInstanceOf(PayloadException.class)
                .hasMessage("R.a: the text is no UTF-8");
        assertThatThrownBy(() -> RecordedSource.encode(map, row("a", Map.of(broken, 1))))
                .isInstanceOf(PayloadException.class)
                .hasMessage("R.a: the text is no UTF-8");
    }

    @Test
    void refusesAFixedOfAnotherLength() throws SchemaException {
        PayloadEncoder encoder = encoder(record(field("a", "{'type':'fixed','name':'F','size':3}")), "a BINARY");

        assertThatThrownBy(() -> RecordedSource.encode(encoder, row("a", ByteBuffer.wrap(new byte[2]))))
                .isInstanceOf(PayloadException.class)
                .hasMessage("R.a: 2 bytes where the schema has a fixed of 3");
    }

    @Test
    void refusesADecimalThatAFixedHasNoRoomFor() throws IOException {
        String decimal = "{'type':'fixed','name':'F','size':1,'logicalType':'decimal','precision':2,'scale':0}";
        PayloadEncoder encoder = encoder(record(field("a", decimal)), "a DECIMAL(2,0)");

        assertThat(RecordedSource.encode(encoder, row("a", new BigDecimal(-99))))
                .containsExactly(-99);
        String wide = "{'type':'bytes','logicalType':'decimal','precision':40,'scale':2}";
        PayloadEncoder text = encoder(record(field("a", wide)), "a STRING");
        assertThatThrownBy(() -> RecordedSource.encode(text, row("a", "1.005")))
                .hasMessage("R.a: the text has more than the schema's 2 decimals");
        assertThatThrownBy(() -> RecordedSource.encode(text, row("a", "1e39")))
                .hasMessage("R.a: the text has more than the schema's 40 digits");
        assertThatThrownBy(() -> RecordedSource.encode(text, row("a", "1e999999999")))
                .hasMessage("R.a: the text has more than the schema's 40 digits");
        assertThatThrownBy(() -> RecordedSource.encode(text, row("a", "one")))
                .hasMessage("R.a: the text is no decimal number");
    }

    @Test
    void takesOneBranchOfAUnion() throws IOException {
        PayloadEncoder encoder = encoder(record(field("a", "['string','int']")), "a STRUCT<string: STRING, int: INT>");

        assertThat(RecordedSource.encode(encoder, row("a", both(null, 3)))).containsExactly(2, 6);
        assertThatThrownBy(() -> RecordedSource.encode(encoder, row("a", both("x", 3))))
                .hasMessage("R.a: the struct has more than one branch of the union");
        assertThatThrownBy(() -> RecordedSource.encode(encoder, row("a", both(null, null))))
                .hasMessage("R.a: the struct has no branch of the union");
    }

    /** A record whose only value has bytes all the same: the index of its field's branch. */
    @Test
    void takesTheBranchWithoutColumnWhereNoOtherIs() throws IOException {
        String nothing = "{'type':'record','name':'Nothing','fields':[{'name':'x','type':['null']}]}";
        PayloadEncoder encoder =
                encoder(record(field("a", "['int'," + nothing + ",'string']")), "a STRUCT<int: INT, string: STRING>");

        assertThat(RecordedSource.encode(encoder, row("a", both(null, null)))).containsExactly(2, 0);
    }

    @Test
    void putsTheBranchBeforeARecordOfAUnionOfRecords() throws IOException {
        String one = "{'type':'record','name':'One','fields':[" + field("a", "'int'") + "]}";
        String two = "{'type':'record','name':'Two','fields':[" + field("b", "'int'") + "]}";
        SchemaText second = Samples.text("[" + one + "," + two + "]").ofType("Two");
        PayloadEncoder encoder = Samples.FORMAT.encoder(second, StructType.fromDDL("b INT"), Samples.OPTIONS);

        assertThat(RecordedSource.encode(encoder, row("b", 5))).containsExactly(2, 10);
    }

    @Test
    void writesWholePayloadsOfBytesAsTheOptionSays() throws IOException {
        Map<PayloadOptions.BytesPayloads, byte[]> expected = Map.of(
                PayloadOptions.BytesPayloads.WHOLE, new byte[] {9, 8},
                PayloadOptions.BytesPayloads.PREFIXED, new byte[] {4, 9, 8});
        for (Map.Entry<PayloadOptions.BytesPayloads, byte[]> way : expected.entrySet()) {
            PayloadOptions options = new PayloadOptions(
                    PayloadOptions.UnionNames.TYPE, 3, PayloadOptions.WideDecimals.STRING, way.getKey());
            SchemaText bytes = Samples.text("'bytes'");
            PayloadEncoder encoder = Samples.FORMAT.encoder(bytes, Samples.FORMAT.dataType(bytes, options), options);

            assertThat(RecordedSource.encode(encoder, ByteBuffer.wrap(new byte[] {9, 8})))
                    .isEqualTo(way.getValue());
        }
    }

    @Test
    void cutsTimesTowardsThePast() throws IOException {
        String time = "{'type':'long','logicalType':'timestamp-millis'}";
        PayloadEncoder encoder = encoder(record(field("a", time)), "a TIMESTAMP");

        assertThat(RecordedSource.encode(encoder, row("a", -1L))).containsExactly(1);
        assertThat(RecordedSource.encode(encoder, row("a", 1999L))).containsExactly(2);
    }

    @Test
    void refusesTheRestOfARecursiveType() throws SchemaException {
        String node = record(field("next", "['null','R']"));

        assertThatThrownBy(() -> Samples.FORMAT.encoder(Samples.text(node), Samples.type(node), Samples.OPTIONS))
                .isInstanceOf(SchemaException.class)
                .hasMessageEndingWith("R holds itself and is JSON text in its column, which cannot be written");
    }

    private static PayloadEncoder encoder(String schema, String columns) throws SchemaException {
        return Samples.FORMAT.encoder(Samples.text(schema), StructType.fromDDL(columns), Samples.OPTIONS);
    }

    private static Object roundTrip(String schema, StructType type, Object row) throws IOException {
        PayloadEncoder encoder = Samples.FORMAT.encoder(Samples.text(schema), type, Samples.OPTIONS);
        byte[] encoded = RecordedSource.encode(encoder, row);
        Schema parsed = Samples.parse(schema);
        return new GenericDatumReader<>(parsed).read(null, DecoderFactory.get().binaryDecoder(encoded, null));
    }

    private static Map<String, @Nullable Object> row(String name, @Nullable Object value) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put(name, value);
        return row;
    }

    private static Map<String, @Nullable Object> both(@Nullable String text, @Nullable Integer number) {
        Map<String, @Nullable Object> struct = new LinkedHashMap<>();
        List.of("string", "int").forEach(name -> struct.put(name, name.equals("int") ? number : text));
        return struct;
    }
}
