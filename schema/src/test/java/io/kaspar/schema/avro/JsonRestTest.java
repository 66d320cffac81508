package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.UnionNames;
import io.kaspar.schema.format.PayloadOptions.WideDecimals;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonRestTest {
    private static final PayloadOptions ONCE =
            new PayloadOptions(UnionNames.TYPE, 1, WideDecimals.FAIL, PayloadOptions.BytesPayloads.PREFIXED);
    private static final String NODE = "{'type':'record','name':'Node','fields':["
            + "{'name':'v','type':['int','string']},{'name':'t','type':{'type':'long','logicalType':'timestamp-millis'}},"
            + "{'name':'next','type':['null','Node']}]}";

    private static @Nullable Object read(String writer, String reader, byte[] payload) throws IOException {
        DataType type = Samples.FORMAT.dataType(Samples.text(reader), ONCE);
        PayloadDecoder decoder = Samples.FORMAT.compile(Samples.text(writer), Samples.text(reader), type, ONCE);
        return BothWays.decode(decoder, type, payload);
    }

    @Test
    void writesTheRestOfARecursiveTypeAsJson() throws IOException {
        byte[] payload = bytes(0, 2, 0, 2, 2, 2, '"', 2, 2, 0, 6, 4, 2, 0, 8, 6, 0);
        assertThat(String.valueOf(read(NODE, NODE, payload)))
                .isEqualTo("{v={int=1, string=null}, t=0, next={v={int=null, string=\"}, t=1000, next="
                        + "{\"v\":{\"int\":3},\"t\":\"1970-01-01T00:00:00.002Z\",\"next\":"
                        + "{\"v\":{\"int\":4},\"t\":\"1970-01-01T00:00:00.003Z\"}}}}");
    }

    @Test
    void showsTheReadersShapeInJson() throws IOException {
        String writer = "{'type':'record','name':'Old','fields':[{'name':'gone','type':'string'},"
                + "{'name':'was','type':'int'},{'name':'kids','type':{'type':'array','items':'Old'}}]}";
        String reader = "{'type':'record','name':'New','aliases':['Old'],'fields':["
                + "{'name':'kids','type':{'type':'array','items':'New'}},"
                + "{'name':'is','aliases':['was'],'type':'double'},{'name':'more','type':'string','default':'\\n'}]}";
        // root -> one child -> one grandchild, which is JSON
        byte[] payload = bytes(2, 'a', 2, 2, 2, 'b', 4, 2, 2, 'c', 6, 0, 0, 0);
        assertThat(String.valueOf(read(writer, reader, payload)))
                .isEqualTo(
                        "{kids=[{kids=[{\"kids\":[],\"is\":3.0,\"more\":\"\\n\"}], is=2.0, more=\n}], is=1.0, more=\n}");
    }

    @Test
    void goesHundredsOfLevelsDeep() throws IOException {
        Schema schema = Samples.parse(NODE);
        GenericData.Record node = null;
        for (int i = 0; i < 400; i++) {
            GenericData.Record outer = new GenericData.Record(schema);
            outer.put("v", i);
            outer.put("t", 0L);
            outer.put("next", node);
            node = outer;
        }
        assertThat(String.valueOf(read(NODE, NODE, Samples.encode(schema, node))))
                .contains("{\"v\":{\"int\":0},");
    }
}
