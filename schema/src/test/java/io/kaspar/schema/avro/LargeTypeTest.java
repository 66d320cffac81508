package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.bytes;
import static io.kaspar.schema.avro.Samples.read;
import static io.kaspar.schema.avro.Samples.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.SchemaException;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that hold themselves through others, and unfold to more than anybody can use. */
class LargeTypeTest {
    private static final int MAX_TYPE_CHARACTERS = 20_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 6, 8, 12, 40})
    void anExpressionTreeOfManyOperatorsIsAUsableTable(int operators) throws IOException {
        String tree = tree(operators);
        StructType type = (StructType) type(tree);
        assertThat(type.fieldNames()).containsExactly("node");
        assertThat(type.simpleString().length()).isLessThan(MAX_TYPE_CHARACTERS);
        // N1{l: null, r: N0{node: null}}
        assertThat(String.valueOf(read(tree, tree, bytes(4, 0, 2, 0)))).contains("N1={l=null, r=");
    }

    @Test
    void aTreeOfOneTypeKeepsItsLevels() throws SchemaException {
        String node =
                "{'type':'record','name':'N','fields':[{'name':'v','type':'int'},{'name':'l','type':['null','N']},"
                        + "{'name':'r','type':['null','N']}]}";
        String levels = "struct<v:int,l:%1$s,r:%1$s>";
        String expected = levels.formatted(levels.formatted(levels.formatted(levels.formatted("string"))));
        assertThat(type(node).simpleString()).isEqualTo(expected);
    }

    @Test
    void typesThatAllHoldEachOtherAreAUsableTable() throws IOException {
        int count = 12;
        String first = "";
        for (int i = count - 1; i >= 0; i--) {
            String others = IntStream.range(0, count)
                    .mapToObj(other -> "'N" + other + "'")
                    .collect(Collectors.joining(","));
            String fields = i == 0 ? "%s" : "{'name':'next','type':['null'," + others + "]}";
            String record = "{'type':'record','name':'N" + i + "','fields':[" + fields + "]}";
            first = i == 0
                    ? record.formatted("{'name':'defs','type':[" + "'null'" + first + "]},{'name':'x','type':'int'}")
                    : "," + record + first;
        }
        StructType type = (StructType) type(first);
        assertThat(type.simpleString().length()).isLessThan(MAX_TYPE_CHARACTERS);
    }

    @Test
    void aTypeThatDoublesAtEachLevelIsTextWhereItGetsLarge() throws IOException {
        String json = "{'type':'record','name':'T0','fields':[{'name':'x','type':'int'}]}";
        for (int i = 1; i < 30; i++) {
            json = "{'type':'record','name':'T" + i + "','fields':[{'name':'a','type':" + json
                    + "},{'name':'b','type':'T" + (i - 1) + "'}]}";
        }
        assertThat(((StructType) type(json)).fieldNames()).containsExactly("a", "b");
    }

    @Test
    void typesThatHoldNothingTwiceAreNeverText() throws SchemaException {
        String money = "{'type':'record','name':'Money','fields':[{'name':'amount','type':'long'},"
                + "{'name':'currency','type':'string'}]}";
        String fields = IntStream.range(1, 1_000)
                .mapToObj(i -> "{'name':'m" + i + "','type':'Money'}")
                .collect(Collectors.joining(","));
        String wide = "{'type':'record','name':'R','fields':[{'name':'m0','type':" + money + "}," + fields + "]}";
        StructType type = (StructType) type(wide);
        assertThat(type.fields()).hasSize(1_000).allMatch(field -> field.dataType() instanceof StructType);
    }

    /** N0 holds null, itself, or one of the operators, each of which holds two of N0. */
    private static String tree(int operators) {
        String branches = IntStream.rangeClosed(1, operators)
                .mapToObj(i -> "{'type':'record','name':'N" + i
                        + "','fields':[{'name':'l','type':['null','N0']},{'name':'r','type':['null','N0']}]}")
                .collect(Collectors.joining(","));
        return "{'type':'record','name':'N0','fields':[{'name':'node','type':['null','N0'," + branches + "]}]}";
    }
}
