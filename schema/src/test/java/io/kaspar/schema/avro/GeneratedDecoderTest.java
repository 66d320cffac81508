package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.bytes;
import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.util.ClassFile;
import org.junit.jupiter.api.Test;

class GeneratedDecoderTest {
    /** What the JVM calls huge, and never compiles. */
    private static final int HUGE_METHOD_LENGTH = 8_000;

    private static final String SCHEMA = record(field("a", "'int'"), field("b", "'string'"));
    private static final byte[] BLOCK = bytes(2, 2, 'x', 4, 2, 'y', 6, 9, 8, 2, 'z');
    private static final int[] POSITIONS = {0, 3, 0, 6, 8};
    private static final int[] LENGTHS = {3, 3, -1, 2, 3};

    private int compilations;

    @Test
    void stopsAtTheFirstBadPayloadOfABlock() throws IOException {
        AvroDecoder decoder = decoder(SCHEMA).generating();
        RecordingSink sink = new RecordingSink(Samples.type(SCHEMA));
        RecordingSink parts = new RecordingSink(Samples.type(SCHEMA));
        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 5, parts)).isEqualTo(3);
        assertThat(decoder.isGenerated()).isTrue();
        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 3, sink)).isEqualTo(3);
        assertThat(sink.value(0)).hasToString("{a=1, b=x}");
        assertThat(sink.value(1)).hasToString("{a=2, b=y}");
        assertThat(sink.value(2)).isNull();
        RecordingSink rest = new RecordingSink(Samples.type(SCHEMA));
        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 4, 5, rest)).isEqualTo(5);
        assertThat(rest.only()).hasToString("{a=4, b=z}");
    }

    @Test
    void decodesTheSameBlockByStepsUntilAClassIsWorthIt() throws IOException {
        AvroDecoder decoder = new AvroDecoder(program(SCHEMA), DecoderClasses.ofThisJvm(), 4);
        RecordingSink sink = new RecordingSink(Samples.type(SCHEMA));
        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 3, sink)).isEqualTo(3);
        assertThat(decoder.isGenerated()).isFalse();
        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 3, sink)).isEqualTo(3);
        assertThat(decoder.isGenerated()).isTrue();
        assertThat(sink.count()).isEqualTo(6);
        assertThat(sink.value(4)).isEqualTo(sink.value(1));
    }

    @Test
    void compilesOneClassForAllTasksThatReadTheSame() throws IOException {
        DecoderClasses classes = new DecoderClasses(source -> {
            compilations++;
            return JaninoCompiler.compile(source);
        });
        GeneratedDecoder one = classes.decoder(program(SCHEMA)).orElseThrow();
        GeneratedDecoder two = classes.decoder(program(SCHEMA)).orElseThrow();
        assertThat(compilations).isOne();
        assertThat(two).isNotSameAs(one).hasSameClassAs(one);
    }

    @Test
    void fallsBackToTheStepsWhereNothingCanBeCompiled() throws IOException {
        DecoderClasses withoutJanino = new DecoderClasses(source -> {
            compilations++;
            throw new NoClassDefFoundError("org/codehaus/janino/SimpleCompiler");
        });
        for (int task = 0; task < 2; task++) {
            AvroDecoder decoder = new AvroDecoder(program(SCHEMA), withoutJanino, 0);
            RecordingSink sink = new RecordingSink(Samples.type(SCHEMA));
            assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 5, sink))
                    .isEqualTo(3);
            assertThat(decoder.isGenerated()).isFalse();
            assertThat(sink.count()).isEqualTo(4);
        }
        assertThat(compilations).isOne();
    }

    @Test
    void goesIntoAnotherSinkWhenItIsGivenOne() throws IOException {
        AvroDecoder decoder = decoder(SCHEMA).generating();
        RecordingSink one = new RecordingSink(Samples.type(SCHEMA));
        RecordingSink two = new RecordingSink(Samples.type(SCHEMA));
        decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 1, one);
        decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 1, 2, two);
        assertThat(one.only()).hasToString("{a=1, b=x}");
        assertThat(two.only()).hasToString("{a=2, b=y}");
    }

    @Test
    void readsOrdinaryTypesWithoutACallOfSteps() throws IOException {
        String schema = record(
                field("i", "'int'"),
                field("l", "['null','long']"),
                field("f", "'float'"),
                field("d", "'double'"),
                field("z", "'boolean'"),
                field("s", "'string'"),
                field("b", "'bytes'"),
                field("x", "{'type':'fixed','name':'X','size':2}"),
                field("e", "{'type':'enum','name':'E','symbols':['A','B']}"),
                field("m", "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}"),
                field("t", "{'type':'long','logicalType':'timestamp-millis'}"),
                field("a", "{'type':'array','items':'string'}"),
                field("p", "{'type':'map','values':'double'}"),
                field("u", "['int','string','boolean']"),
                field("n", "{'type':'record','name':'N','fields':[{'name':'y','type':'int'}]}"));
        StructType all = (StructType) Samples.type(schema);
        assertThat(DecoderSource.of(program(schema)).orElseThrow().source()).doesNotContain("cursor");
        DataType onlyTheLast = new StructType(new StructField[] {all.fields()[14]});
        assertThat(DecoderSource.of(program(schema, onlyTheLast)).orElseThrow().source())
                .doesNotContain("cursor");
    }

    @Test
    void cutsWideRecordsIntoMethodsThatTheJvmCompiles() throws Exception {
        String[] types = {"'long'", "['null','string']", "{'type':'array','items':['null','int','string']}", "'int'"};
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            fields.add(field("f" + i, types[i % types.length]));
        }
        String schema = record(fields.toArray(new String[0]));
        DataType whole = Samples.type(schema);
        DataType last = DataTypes.createStructType(new StructField[] {((StructType) whole).fields()[399]});
        assertThat(longestMethod(program(schema, whole))).isLessThan(HUGE_METHOD_LENGTH);
        assertThat(longestMethod(program(schema, last))).isLessThan(HUGE_METHOD_LENGTH);
        Schema avro = Samples.parse(schema);
        byte[] payload = Samples.encode(avro, new RandomData(new Random(Seed.next("wide"))).datum(avro, 5));
        assertThat(BothWays.decode(decoder(schema), whole, payload)).isNotNull();
        assertThat(BothWays.decode(Samples.decoder(schema, schema, last), last, payload))
                .isNotNull();
    }

    @Test
    void indentsItsSource() throws IOException {
        assertThat(DecoderSource.of(program(SCHEMA)).orElseThrow().source())
                .startsWith("package io.kaspar.schema.avro;\n")
                .contains(
                        "\n    for (int i = from; i < to; i++) {\n      if (lengths[i] < 0) {\n        root.putNull();\n");
    }

    private static int longestMethod(Step program) throws CompileException, IOException {
        byte[] code =
                JaninoCompiler.byteCode(DecoderSource.of(program).orElseThrow().source());
        int longest = 0;
        for (ClassFile.MethodInfo method : new ClassFile(new ByteArrayInputStream(code)).methodInfos) {
            for (ClassFile.AttributeInfo attribute : method.getAttributes()) {
                // bind runs once a block at most, and so may be as long as it likes.
                if (attribute instanceof ClassFile.CodeAttribute body
                        && !method.getName().equals("bind")) {
                    longest = Math.max(longest, body.code.length);
                }
            }
        }
        return longest;
    }

    private static AvroDecoder decoder(String schema) throws IOException {
        return (AvroDecoder) Samples.decoder(schema, schema, Samples.type(schema));
    }

    private static Step program(String schema) throws IOException {
        return decoder(schema).program();
    }

    private static Step program(String schema, DataType projection) throws IOException {
        return ((AvroDecoder) Samples.decoder(schema, schema, projection)).program();
    }
}
