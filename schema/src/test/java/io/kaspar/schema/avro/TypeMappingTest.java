package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.record;
import static io.kaspar.schema.avro.Samples.text;
import static io.kaspar.schema.avro.Samples.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kaspar.schema.format.ColumnMetadata;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.UnionNames;
import io.kaspar.schema.format.PayloadOptions.WideDecimals;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.nesting.TypeBudget;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeMappingTest {
    private static final String WIDE = "{'type':'bytes','logicalType':'decimal','precision':50,'scale':10}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'boolean' | boolean",
                "'int' | int",
                "'long' | bigint",
                "'float' | float",
                "'double' | double",
                "'bytes' | binary",
                "'string' | string",
                "{'type':'fixed','name':'F','size':5} | binary",
                "{'type':'enum','name':'E','symbols':['A','B']} | string",
                "{'type':'array','items':'int'} | array<int>",
                "{'type':'map','values':'long'} | map<string,bigint>",
                "{'type':'record','name':'N','fields':[{'name':'x','type':'int'}]} | struct<x:int>",
                "['null','string'] | string",
                "['string','null'] | string",
                "['string'] | string",
                "['int','long'] | bigint",
                "['long','null','int'] | bigint",
                "['float','double'] | double",
                "['null','double','float'] | double",
                "['int','string'] | struct<int:int,string:string>",
                "['null','string','bytes'] | struct<string:string,bytes:binary>",
                "['int','float'] | struct<int:int,float:float>",
                "['int',{'type':'array','items':'int'}] | struct<int:int,array:array<int>>",
                "[{'type':'int','logicalType':'date'},'long'] | struct<int:date,long:bigint>",
                "['int','null',{'type':'record','name':'Empty','fields':[]}] | struct<int:int>",
                "{'type':'bytes','logicalType':'decimal','precision':10,'scale':2} | decimal(10,2)",
                "{'type':'bytes','logicalType':'decimal','precision':38} | decimal(38,0)",
                "{'type':'fixed','name':'F','size':8,'logicalType':'decimal','precision':18,'scale':4} | decimal(18,4)",
                "{'type':'bytes','logicalType':'decimal','precision':2,'scale':9} | binary",
                "{'type':'bytes','logicalType':'big-decimal'} | binary",
                "{'type':'int','logicalType':'date'} | date",
                "{'type':'int','logicalType':'time-millis'} | int",
                "{'type':'long','logicalType':'time-micros'} | bigint",
                "{'type':'long','logicalType':'timestamp-millis'} | timestamp",
                "{'type':'long','logicalType':'timestamp-micros'} | timestamp",
                "{'type':'long','logicalType':'local-timestamp-millis'} | timestamp_ntz",
                "{'type':'long','logicalType':'local-timestamp-micros'} | timestamp_ntz",
                "{'type':'long','logicalType':'timestamp-nanos'} | bigint",
                "{'type':'long','logicalType':'local-timestamp-nanos'} | bigint",
                "{'type':'string','logicalType':'uuid'} | string",
                "{'type':'fixed','name':'F','size':16,'logicalType':'uuid'} | string",
                "{'type':'fixed','name':'F','size':12,'logicalType':'duration'} | binary",
                "{'type':'string','logicalType':'nobody-knows'} | string",
            })
    void mapsEachRowOfTheContract(String avro, String spark) throws SchemaException {
        assertThat(type(record(field("f", avro))).simpleString()).isEqualTo("struct<f:" + spark + ">");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'null'",
                "['null']",
                "[]",
                "{'type':'record','name':'Empty','fields':[]}",
                "['null',{'type':'record','name':'Empty','fields':[]}]",
                "{'type':'record','name':'OnlyNull','fields':[{'name':'n','type':'null'}]}",
                "{'type':'array','items':'null'}",
                "{'type':'map','values':{'type':'record','name':'Empty','fields':[]}}",
            })
    void dropsWhatHasNothingToShow(String avro) throws SchemaException {
        assertThat(type(record(field("f", avro), field("g", "'int'"))).simpleString())
                .isEqualTo("struct<g:int>");
        assertThat(type(avro).simpleString()).isEqualTo("struct<>");
    }

    @Test
    void mapsAPayloadThatIsNoRecord() throws SchemaException {
        assertThat(type("'long'").simpleString()).isEqualTo("bigint");
        assertThat(type("['null','string']").simpleString()).isEqualTo("string");
        assertThat(type("['int','string']").simpleString()).isEqualTo("struct<int:int,string:string>");
    }

    @Test
    void makesEveryFieldNullableAndKeepsWhetherItIsRequired() throws SchemaException {
        StructType type = (StructType) type(record(field("a", "'int'"), field("b", "['null','int']")));
        assertThat(type.fields()).allMatch(StructField::nullable);
        assertThat(type.apply("a").metadata().getBoolean(ColumnMetadata.REQUIRED))
                .isTrue();
        assertThat(type.apply("b").metadata().contains(ColumnMetadata.REQUIRED)).isFalse();
    }

    @Test
    void keepsWhetherElementsAreNullable() throws SchemaException {
        DataType required = type("{'type':'array','items':'int'}");
        DataType optional = type("{'type':'map','values':['null','int']}");
        assertThat(required.json()).contains("\"containsNull\":false");
        assertThat(optional.json()).contains("\"valueContainsNull\":true");
    }

    @Test
    void turnsDocsIntoComments() throws SchemaException {
        StructType type = (StructType) type(record("{'name':'a','type':'int','doc':'How many'}", field("b", "'int'")));
        assertThat(type.apply("a").getComment().get()).isEqualTo("How many");
        assertThat(type.apply("b").getComment().isEmpty()).isTrue();
    }

    @Test
    void keepsTheSymbolsOfEnums() throws SchemaException {
        StructType type =
                (StructType) type(record(field("e", "['null',{'type':'enum','name':'E','symbols':['B','A']}]")));
        assertThat(type.apply("e").metadata().getStringArray(ColumnMetadata.SYMBOLS))
                .containsExactly("B", "A");
    }

    @Test
    void keepsTheLogicalTypeThatTheColumnDoesNotTell() throws SchemaException {
        StructType type = (StructType) type(record(
                field("t", "{'type':'long','logicalType':'time-micros'}"),
                field("d", "{'type':'int','logicalType':'date'}")));
        assertThat(type.apply("t").metadata().getString(ColumnMetadata.LOGICAL_TYPE))
                .isEqualTo("time-micros");
        assertThat(type.apply("d").metadata().contains(ColumnMetadata.LOGICAL_TYPE))
                .isFalse();
    }

    @Test
    void namesBranchesByTypeAndByFullNameWhereNamesClash() throws SchemaException {
        String union = "['null',{'type':'record','name':'a.Paid','fields':[{'name':'x','type':'int'}]},"
                + "{'type':'record','name':'b.Paid','fields':[{'name':'x','type':'int'}]},"
                + "{'type':'fixed','name':'c.Raw','size':2},'string']";
        assertThat(((StructType) type(union)).fieldNames()).containsExactly("a.Paid", "b.Paid", "Raw", "string");
    }

    @Test
    void numbersBranchesByOptionAsSparkDoes() throws SchemaException {
        PayloadOptions options =
                new PayloadOptions(UnionNames.MEMBER, 3, WideDecimals.FAIL, PayloadOptions.BytesPayloads.PREFIXED);
        DataType type = Samples.FORMAT.dataType(text("['int','null','string']"), options);
        assertThat(((StructType) type).fieldNames()).containsExactly("member0", "member1");
    }

    @Test
    void refusesDecimalsOfTooManyDigitsByOptionAndNamesTheOption() {
        PayloadOptions options =
                new PayloadOptions(UnionNames.TYPE, 3, WideDecimals.FAIL, PayloadOptions.BytesPayloads.PREFIXED);
        assertThatThrownBy(() -> Samples.FORMAT.dataType(text(record(field("d", WIDE))), options))
                .isInstanceOf(SchemaException.class)
                .hasMessage("R.d: decimal(50,10) has more than 38 digits, the most of a Spark decimal;"
                        + " wide-decimals=string reads it as text");
    }

    @Test
    void readsDecimalsOfTooManyDigitsAsText() throws SchemaException {
        assertThat(type(record(field("d", WIDE))).simpleString()).isEqualTo("struct<d:string>");
        assertThat(PayloadOptions.DEFAULT.wideDecimals()).isEqualTo(WideDecimals.STRING);
        String huge = "{'type':'bytes','logicalType':'decimal','precision':10001}";
        assertThat(type(record(field("d", huge))).simpleString()).isEqualTo("struct<d:binary>");
    }

    @Test
    void letsATypeContainItselfAsOftenAsTheOptionSays() throws SchemaException {
        String node = "{'type':'record','name':'Node','fields':[{'name':'v','type':'int'},"
                + "{'name':'next','type':['null','Node']}]}";
        PayloadOptions once =
                new PayloadOptions(UnionNames.TYPE, 1, WideDecimals.FAIL, PayloadOptions.BytesPayloads.PREFIXED);
        StructType type = (StructType) Samples.FORMAT.dataType(text(node), once);
        assertThat(type.simpleString()).isEqualTo("struct<v:int,next:struct<v:int,next:string>>");
        StructType inner = (StructType) type.apply("next").dataType();
        assertThat(inner.apply("next").metadata().getString(ColumnMetadata.JSON_OF))
                .isEqualTo("Node");
        assertThat(type(node).simpleString())
                .isEqualTo("struct<v:int,next:struct<v:int,next:struct<v:int,next:struct<v:int,next:string>>>>");
    }

    @Test
    void countsEachTypeOfAMutualRecursionByItself() throws SchemaException {
        String tree = "{'type':'record','name':'A','fields':[{'name':'bs','type':{'type':'array','items':"
                + "{'type':'record','name':'B','fields':[{'name':'as','type':{'type':'map','values':'A'}}]}}}]}";
        PayloadOptions once =
                new PayloadOptions(UnionNames.TYPE, 1, WideDecimals.FAIL, PayloadOptions.BytesPayloads.PREFIXED);
        assertThat(Samples.FORMAT.dataType(text(tree), once).simpleString())
                .isEqualTo("struct<bs:array<struct<as:map<string,struct<bs:array<struct<as:map<string,string>>>>>>>>");
    }

    @Test
    void refusesTypesThatLieTooDeepInsideEachOther() {
        String deep =
                "{'type':'array','items':".repeat(TypeBudget.MAX_DEPTH) + "'int'" + "}".repeat(TypeBudget.MAX_DEPTH);
        assertThatThrownBy(() -> type(deep))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("lie more than 200 deep");
        assertThatThrownBy(() -> type("[".repeat(100_000)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("not a valid Avro schema");
    }

    @Test
    void refusesATypeOfManyNamesThatIsDeepInFewLevelsOfJson() {
        StringBuilder flat = new StringBuilder("[{'type':'record','name':'T0','fields':[{'name':'x','type':'int'}]}");
        for (int i = 1; i < 900; i++) {
            flat.append(",{'type':'record','name':'T").append(i);
            flat.append("','fields':[{'name':'a','type':'T").append(i - 1).append("'}]}");
        }
        String backwards = flat + "]";
        assertThatThrownBy(() -> type(backwards))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("deep");
        String writer = "{'type':'record','name':'R','fields':[{'name':'skipped','type':" + backwards
                + "},{'name':'b','type':'int'}]}";
        String reader = "{'type':'record','name':'R','fields':[{'name':'b','type':'int'}]}";
        assertThat(catchThrowable(() -> Samples.read(writer, reader, Samples.bytes(0, 2, 2))))
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        error -> assertThat(error).isInstanceOf(SchemaException.class));
    }

    @Test
    void refusesAUnionOfMoreBranchesThanAnybodyWrites() {
        StringBuilder union = new StringBuilder("['int'");
        for (int i = 0; i < TypeMapping.MAX_BRANCHES; i++) {
            union.append(",{'type':'fixed','size':1,'name':'F").append(i).append("'}");
        }
        String wide = union + "]";
        assertThatThrownBy(() -> type(wide))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("a union of 1001 branches, 1000 are the most");
    }

    @Test
    void parsesReferencesFirst() throws SchemaException {
        SchemaText text = new SchemaText(
                SchemaKind.AVRO,
                record(field("price", "'shop.Money'"), field("paid", "['null','shop.Money']"))
                        .replace('\'', '"'),
                List.of(
                        new SchemaText.Reference(
                                "shop.Currency",
                                "{\"type\":\"enum\",\"name\":\"shop.Currency\",\"symbols\":[\"EUR\"]}"),
                        new SchemaText.Reference(
                                "shop.Money",
                                "{\"type\":\"record\",\"name\":\"Money\",\"namespace\":\"shop\",\"fields\":["
                                        + "{\"name\":\"amount\",\"type\":\"long\"},"
                                        + "{\"name\":\"currency\",\"type\":\"Currency\"}]}")));
        assertThat(Samples.FORMAT.dataType(text, PayloadOptions.DEFAULT).simpleString())
                .isEqualTo("struct<price:struct<amount:bigint,currency:string>,"
                        + "paid:struct<amount:bigint,currency:string>>");
    }

    @Test
    void saysWhichReferenceIsBroken() {
        SchemaText text = new SchemaText(
                SchemaKind.AVRO, "\"int\"", List.of(new SchemaText.Reference("shop.Money", "{\"type\":\"rec\"}")));
        assertThatThrownBy(() -> Samples.FORMAT.dataType(text, PayloadOptions.DEFAULT))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("its reference shop.Money");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{", "'no.such.Type'", "{'type':'record','name':'R'}", "``"})
    void refusesTextThatIsNoSchema(String text) {
        assertThatThrownBy(() -> type(text)).isInstanceOf(SchemaException.class);
    }

    @Test
    void takesNamesAndDefaultsThatOldRegistriesLetPass() throws SchemaException {
        String schema = "{'type':'record','name':'my-record','fields':["
                + "{'name':'first-name','type':'string'},{'name':'n','type':'int','default':null}]}";
        assertThat(((StructType) type(schema)).fieldNames()).containsExactly("first-name", "n");
    }

    @Test
    void takesATypeThatTwoReferencesDefineAlike() throws SchemaException {
        String money =
                "{\"type\":\"record\",\"name\":\"shop.Money\",\"fields\":[{\"name\":\"amount\",\"type\":\"long\"}]}";
        String holder =
                "{\"type\":\"record\",\"name\":\"shop.%s\",\"fields\":[{\"name\":\"m\",\"type\":" + money + "}]}";
        SchemaText text = new SchemaText(
                SchemaKind.AVRO,
                record(field("a", "'shop.A'"), field("b", "'shop.B'")).replace('\'', '"'),
                List.of(
                        new SchemaText.Reference("shop.A", holder.formatted("A")),
                        new SchemaText.Reference("shop.B", holder.formatted("B"))));
        assertThat(Samples.FORMAT.dataType(text, PayloadOptions.DEFAULT).simpleString())
                .isEqualTo("struct<a:struct<m:struct<amount:bigint>>,b:struct<m:struct<amount:bigint>>>");
    }

    @Test
    void readsAnOptionalRecordAsItsFields() throws IOException {
        String optional = "['null'," + record(field("a", "'int'")) + "]";
        assertThat(type(optional).simpleString()).isEqualTo("struct<a:int>");
        assertThat(Samples.read(optional, optional, Samples.bytes(2, 14))).hasToString("{a=7}");
        assertThat(Samples.read(optional, optional, Samples.bytes(0))).isNull();
    }
}
