package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.record;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.UnionNames;
import io.kaspar.schema.format.PayloadOptions.WideDecimals;
import io.kaspar.schema.format.RandomProjection;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.program.BothWays;
import io.kaspar.schema.program.DecodersFuzz;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.DataType;

/** Payloads of doubtful bytes, by steps and by generated code, which have to agree. The first byte chooses the schemas. */
final class AvroPayloadFuzz extends DecodersFuzz {
    private static final PayloadOptions OPTIONS =
            new PayloadOptions(UnionNames.TYPE, 1, WideDecimals.STRING, PayloadOptions.BytesPayloads.PREFIXED);
    private static final long SEED = 4;
    private static final String TREE =
            "{'type':'record','name':'T','fields':[{'name':'v','type':'int'},{'name':'c','type':{'type':'array','items':'T'}}]}";
    private static final String SCALARS = record(
            field("a", "'boolean'"),
            field("b", "'int'"),
            field("c", "'long'"),
            field("d", "'float'"),
            field("e", "'double'"),
            field("f", "'string'"),
            field("g", "'bytes'"),
            field("h", "{'type':'enum','name':'E','symbols':['A','B']}"),
            field("i", "{'type':'fixed','name':'F','size':3}"));
    private static final String LOGICAL = record(
            field("a", "{'type':'bytes','logicalType':'decimal','precision':5,'scale':2}"),
            field("b", "{'type':'bytes','logicalType':'decimal','precision':60,'scale':2}"),
            field("c", "{'type':'fixed','name':'D','size':9,'logicalType':'decimal','precision':20,'scale':4}"),
            field("d", "{'type':'int','logicalType':'date'}"),
            field("e", "{'type':'long','logicalType':'timestamp-millis'}"),
            field("f", "{'type':'long','logicalType':'timestamp-micros'}"),
            field("g", "{'type':'fixed','name':'U','size':16,'logicalType':'uuid'}"));
    private static final String COLLECTIONS = record(
            field("a", "{'type':'array','items':'int'}"),
            field("b", "{'type':'map','values':['null','string']}"),
            field("c", "{'type':'array','items':{'type':'array','items':['null','long','string']}}"),
            field("d", "{'type':'array','items':{'type':'record','name':'X','fields':[{'name':'n','type':'null'}]}}"));
    private static final String EVOLVED = record(
            field("c", "['null','double']"),
            field("b", "'long'"),
            field("h", "{'type':'enum','name':'E','symbols':['B','A','C']}"),
            field("z", "'string'", "'none'"),
            field("f", "'bytes'"));

    AvroPayloadFuzz() throws SchemaException {
        for (String schema : List.of(SCALARS, LOGICAL, COLLECTIONS, TREE)) {
            add(schema, schema);
        }
        add(SCALARS, EVOLVED);
        add(SCALARS, record(field("z", "'int'", "7")));
        add(
                COLLECTIONS,
                record(
                        field("a", "{'type':'array','items':['null','long']}"),
                        field(
                                "d",
                                "{'type':'array','items':{'type':'record','name':'X','fields':["
                                        + "{'name':'n','type':['null','int']},{'name':'s','type':'string','default':'x'}]}}")));
        add(record(field("t", TREE), field("z", "'int'")), record(field("z", "'int'")));
        Random random = new Random(SEED);
        while (count() < 20) {
            addRandom(random);
        }
    }

    private void addRandom(Random random) throws SchemaException {
        Schema schema = new RandomSchemas(random).record(3);
        byte[] payload = Samples.encode(schema, new RandomData(random).datum(schema, 3));
        DataType whole = Samples.FORMAT.dataType(Samples.text(schema), OPTIONS);
        DataType some = count() % 2 == 0 ? whole : new RandomProjection(random).of(whole);
        add(decoder(schema.toString(), schema.toString(), some), payload);
    }

    private void add(String writer, String reader) throws SchemaException {
        DataType type = Samples.FORMAT.dataType(Samples.text(reader), OPTIONS);
        Schema schema = Samples.parse(writer);
        byte[] payload = Samples.encode(schema, new RandomData(new Random(SEED)).datum(schema, 3));
        add(decoder(writer, reader, type), payload);
    }

    private static BothWays decoder(String writer, String reader, DataType type) throws SchemaException {
        return new BothWays(Samples.FORMAT.compile(Samples.text(writer), Samples.text(reader), type, OPTIONS), type);
    }
}
