package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.FORMAT;
import static io.kaspar.schema.avro.Samples.OPTIONS;
import static io.kaspar.schema.avro.Samples.bytes;
import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.kaspar.schema.format.MergedRows;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Seed;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroMergeTest {
    private static final String FIXED = "{'type':'fixed','name':'F','size':%d}";

    /** Versions from the oldest. */
    private static SchemaText merged(String... versions) {
        List<SchemaText.Version> newestFirst = new ArrayList<>();
        for (int i = versions.length; i > 0; i--) {
            newestFirst.add(new SchemaText.Version(i, Samples.text(versions[i - 1])));
        }
        return SchemaText.merged(newestFirst);
    }

    private static String columns(String... versions) throws SchemaException {
        return FORMAT.dataType(merged(versions), OPTIONS).catalogString();
    }

    private static @Nullable Object read(String writer, SchemaText merged, byte[] payload) throws IOException {
        DataType type = FORMAT.dataType(merged, OPTIONS);
        PayloadDecoder decoder = FORMAT.compile(Samples.text(writer), merged, type, OPTIONS);
        return BothWays.decode(decoder, type, payload);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'int' | 'long' | bigint",
                "'long' | 'int' | bigint",
                "'float' | 'double' | double",
                "'int' | 'double' | double",
                "'int' | 'float' | double",
                "'int' | ['null','long'] | bigint",
                "['null','int'] | 'int' | int",
                "'null' | 'string' | string",
                "'int' | ['int','string'] | struct<int:int,string:string>",
                "['int','string'] | ['boolean','null'] | struct<boolean:boolean,int:int,string:string>",
                "{'type':'array','items':'int'} | {'type':'array','items':['null','long']} | array<bigint>",
                "{'type':'map','values':'float'} | {'type':'map','values':'double'} | map<string,double>",
                "{'type':'enum','name':'E','symbols':['A']} | {'type':'enum','name':'E','symbols':['B']} | string",
                "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | {'type':'bytes','logicalType':'decimal','precision':5,'scale':2} | decimal(9,2)",
                "{'type':'long','logicalType':'timestamp-millis'} | {'type':'long','logicalType':'timestamp-micros'} | timestamp",
                "{'type':'int','logicalType':'time-millis'} | {'type':'long','logicalType':'time-micros'} | bigint",
                "'string' | {'type':'string','logicalType':'uuid'} | string",
            })
    void twoTypesBecomeTheOneThatHoldsBoth(String old, String now, String column) throws IOException {
        assertThat(columns(record(field("f", old)), record(field("f", now)))).isEqualTo("struct<f:" + column + ">");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'long' | 'float' | column f is float in version 2, and long in version 1",
                "'double' | 'long' | column f is long in version 2, and double in version 1",
                "'string' | 'bytes' | column f is bytes in version 2, and string in version 1",
                "'int' | 'string' | column f is string in version 2, and int in version 1",
                "'long' | {'type':'long','logicalType':'timestamp-millis'} | timestamp-millis (long) in version 2",
                "{'type':'int','logicalType':'date'} | {'type':'long','logicalType':'timestamp-millis'} | date (int) in version 1",
                "{'type':'array','items':'int'} | {'type':'array','items':'string'} | column f[] is string",
                "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | {'type':'bytes','logicalType':'decimal','precision':9,'scale':3} | decimal(9,3) in version 2, and decimal(9,2)",
                "{'type':'enum','name':'E','symbols':['A']} | 'string' | enum E in version 1",
                "{'type':'fixed','name':'F','size':3} | {'type':'fixed','name':'F','size':4} | column f is fixed F",
            })
    void typesThatNoTypeHoldsAreNamedWithTheirVersions(String old, String now, String why) {
        assertThatThrownBy(() -> columns(record(field("f", old)), record(field("f", now))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("the versions of the subject do not merge: ")
                .hasMessageContaining(why);
    }

    @Test
    void fieldsOfTheNewestVersionComeFirst() throws IOException {
        String oldest = record(field("gone", "'int'"), field("a", "'int'"), field("older", "'string'"));
        String old = record(field("a", "'int'"), field("older", "'string'"), field("b", "'int'", "1"));
        String now = record(field("b", "'int'", "1"), field("a", "'int'"));

        assertThat(columns(oldest, old, now)).isEqualTo("struct<b:int,a:int,older:string,gone:int>");
        assertThat(read(oldest, merged(oldest, old, now), bytes(2, 4, 2, 'x')))
                .hasToString("{b=1, a=2, older=x, gone=1}");
        assertThat(read(now, merged(oldest, old, now), bytes(2, 4))).hasToString("{b=1, a=2, older=null, gone=null}");
    }

    @Test
    void aRemovedFieldIsNullInPayloadsWithoutIt() throws IOException {
        String old = record(field("a", "'int'"), field("removed", "'string'", "'x'"));
        String now = record(field("a", "'int'"));

        assertThat(read(now, merged(old, now), bytes(2))).hasToString("{a=1, removed=null}");
    }

    @Test
    void aRenamedFieldIsOneColumn() throws IOException {
        String old = record(field("was", "'int'"));
        String now = record("{'name':'is','type':'long','aliases':['was']}");

        assertThat(columns(old, now)).isEqualTo("struct<is:bigint>");
        assertThat(read(old, merged(old, now), bytes(6))).hasToString("{is=3}");
    }

    @Test
    void anAliasOfAnotherColumnIsNone() throws IOException {
        String old = record(field("a", "'int'"), field("b", "'int'"));
        String now = record("{'name':'b','type':'int','aliases':['a']}");

        assertThat(read(old, merged(old, now), bytes(2, 4))).hasToString("{b=2, a=1}");
    }

    @Test
    void aTypeThatWasRenamedIsOneType() throws IOException {
        String inner = "{'type':'record','name':'%s','fields':[{'name':'%s','type':'int'}]}";
        String old = "{'type':'record','name':'old.R','fields':[{'name':'i','type':" + inner.formatted("old.I", "x")
                + "},{'name':'j','type':'old.I'}]}";
        String now = "{'type':'record','name':'R','fields':[{'name':'i','type':" + inner.formatted("I", "y")
                + "},{'name':'k','type':'I'}]}";

        assertThat(columns(old, now))
                .isEqualTo("struct<i:struct<y:int,x:int>,k:struct<y:int,x:int>,j:struct<y:int,x:int>>");
        assertThat(read(old, merged(old, now), bytes(2, 4))).hasToString("{i={y=null, x=1}, k=null, j={y=null, x=2}}");
    }

    @Test
    void symbolsAreUnited() throws IOException {
        String symbols = "{'type':'enum','name':'E','symbols':['%s','C']}";
        String old = record(field("e", symbols.formatted("A")));
        String now = record(field("e", symbols.formatted("B")));
        StructType type = (StructType) FORMAT.dataType(merged(old, now), OPTIONS);

        assertThat(type.apply("e").metadata().getStringArray("kaspar.symbols")).containsExactly("B", "C", "A");
        assertThat(read(old, merged(old, now), bytes(0))).hasToString("{e=A}");
        assertThat(read(now, merged(old, now), bytes(2))).hasToString("{e=C}");
    }

    @Test
    void recordsThatHoldThemselvesMerge() throws IOException {
        String old = record(field("next", "['null','R']"), field("a", "'int'"));
        String now = record(field("next", "['null','R']"), field("b", "'int'"));

        assertThat(read(old, merged(old, now), bytes(2, 0, 4, 2)))
                .asString()
                .startsWith("{next={next=null, b=null, a=2}");
    }

    @Test
    void payloadsOfAnotherRecordAreRefused() {
        String old = record(field("a", "'int'"));
        String now = record(field("a", "'long'"));
        String other = "{'type':'record','name':'Other','fields':[{'name':'x','type':'int'}]}";

        assertThatThrownBy(() -> read(other, merged(old, now), bytes(2)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("written as record Other");
    }

    @Test
    void sizesOfFixedMatter() throws IOException {
        String three = record(field("f", FIXED.formatted(3)));
        assertThat(read(three, merged(three, three), bytes(1, 2, 3))).isNotNull();
    }

    /** What each version's payloads are to their own version they are to all together. */
    @Test
    void losesNothingOfRandomVersions() throws IOException {
        Random random = new Random(Seed.next("AvroMergeTest"));
        int compared = 0;
        int conflicts = 0;
        for (int i = 0; i < 250; i++) {
            List<Schema> versions = new ArrayList<>();
            versions.add(new RandomSchemas(random).payload());
            versions.add(new RandomEvolution(random).reader(versions.get(0)));
            if (random.nextBoolean()) { // of the same one, with its own names for what is new
                versions.add(new RandomEvolution(random).reader(versions.get(0)));
            }
            SchemaText merged = merged(versions.stream().map(Schema::toString).toArray(String[]::new));
            DataType type;
            try {
                type = FORMAT.dataType(merged, OPTIONS);
            } catch (SchemaException e) {
                assertThat(e).hasMessageContaining("do not merge: ").hasMessageContaining(" in version");
                conflicts++;
                continue;
            }
            for (Schema version : versions) {
                compared += compare(version, merged, type, random);
            }
        }
        System.out.println(compared + " compared, " + conflicts + " conflicts");
        assertThat(compared).isGreaterThan(300);
    }

    private static int compare(Schema version, SchemaText merged, DataType type, Random random) throws IOException {
        SchemaText text = Samples.text(version);
        DataType ownType = FORMAT.dataType(text, OPTIONS);
        PayloadDecoder own = FORMAT.compile(text, text, ownType, OPTIONS);
        PayloadDecoder together = FORMAT.compile(text, merged, type, OPTIONS);
        for (int i = 0; i < 3; i++) {
            byte[] payload;
            try {
                payload = Samples.encode(version, new RandomData(random).datum(version, 5));
            } catch (StackOverflowError e) { // an evolution took the branch away where data ends
                return 0;
            }
            Object expected = BothWays.decode(own, ownType, payload);
            Object found;
            try {
                found = BothWays.decode(together, type, payload);
            } catch (PayloadException e) {
                throw new AssertionError(version + "\n" + merged, e);
            }
            if (!MergedRows.hold(expected, found)) {
                fail("%s%nof %s%nexpected %s%nactual   %s%nas %s", version, merged, expected, found, type);
            }
        }
        return 3;
    }
}
