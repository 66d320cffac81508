package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.Seed;
import io.kaspar.schema.program.BothWays;
import io.kaspar.schema.program.ProgramDecoder;
import io.kaspar.schema.program.Programs;
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
        assertThat(Programs.source(decoder(schema, all)).orElseThrow()).doesNotContain("cursor");
        DataType onlyTheLast = new StructType(new StructField[] {all.fields()[14]});
        assertThat(Programs.source(decoder(schema, onlyTheLast)).orElseThrow()).doesNotContain("cursor");
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
        assertThat(longestMethod(decoder(schema, whole))).isLessThan(HUGE_METHOD_LENGTH);
        assertThat(longestMethod(decoder(schema, last))).isLessThan(HUGE_METHOD_LENGTH);
        Schema avro = Samples.parse(schema);
        byte[] payload = Samples.encode(avro, new RandomData(new Random(Seed.next("wide"))).datum(avro, 5));
        assertThat(BothWays.decode(decoder(schema, whole), whole, payload)).isNotNull();
        assertThat(BothWays.decode(decoder(schema, last), last, payload)).isNotNull();
    }

    private static int longestMethod(ProgramDecoder decoder) throws CompileException, IOException {
        byte[] code = Programs.byteCode(decoder);
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

    private static ProgramDecoder decoder(String schema, DataType projection) throws IOException {
        return (ProgramDecoder) Samples.decoder(schema, schema, projection);
    }
}
