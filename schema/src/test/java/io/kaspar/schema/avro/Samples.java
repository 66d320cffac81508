package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.program.BothWays;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Short ways to write, read and map for tests. */
final class Samples {
    static final AvroPayloadFormat FORMAT = new AvroPayloadFormat();

    /** The default options, but for payloads of bytes, which here have their length as Avro's own writers say. */
    static final PayloadOptions OPTIONS = new PayloadOptions(
            PayloadOptions.UnionNames.TYPE,
            3,
            PayloadOptions.WideDecimals.STRING,
            PayloadOptions.BytesPayloads.PREFIXED);

    private Samples() {}

    static Schema parse(String json) {
        return new Schema.Parser().parse(json.replace('\'', '"'));
    }

    static SchemaText text(String json) {
        return SchemaText.avro(json.replace('\'', '"'));
    }

    static SchemaText text(Schema schema) {
        return SchemaText.avro(schema.toString());
    }

    static String record(String... fields) {
        return "{'type':'record','name':'R','fields':[" + String.join(",", fields) + "]}";
    }

    static String field(String name, String type) {
        return "{'name':'" + name + "','type':" + type + "}";
    }

    static String field(String name, String type, String defaultValue) {
        return "{'name':'" + name + "','type':" + type + ",'default':" + defaultValue + "}";
    }

    static DataType type(String json) throws SchemaException {
        return FORMAT.dataType(text(json), OPTIONS);
    }

    static byte[] encode(Schema schema, @Nullable Object datum) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<>(schema, new GenericData()).write(datum, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What a payload of {@code writer} becomes as a whole under {@code reader}. */
    static @Nullable Object read(String writer, String reader, byte[] payload) throws IOException {
        DataType type = type(reader);
        return BothWays.decode(decoder(writer, reader, type), type, payload);
    }

    static PayloadDecoder decoder(String writer, String reader, DataType projection) throws SchemaException {
        return FORMAT.compile(text(writer), text(reader), projection, OPTIONS);
    }

    static byte[] bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }
}
