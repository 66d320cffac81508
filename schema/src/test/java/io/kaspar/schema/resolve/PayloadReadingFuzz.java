package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.json.ChangeDialect;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.RegisteredSchema;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.PayloadSchema.Given;
import io.kaspar.schema.resolve.PayloadSchema.Raw;
import io.kaspar.schema.resolve.PayloadSchema.Registered;
import io.kaspar.schema.resolve.PayloadSchema.Windowed;
import io.kaspar.schema.wire.PayloadFrame;
import io.kaspar.schema.wire.SchemaHeaders;
import io.kaspar.schema.wire.WindowKind;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.apache.spark.sql.types.DataType;

/**
 * Payloads of doubtful bytes as they lie in the log: each format, with each frame in front and each window behind. The first byte
 * chooses. Whether a payload is read alone or among others, it is the same value or the same refusal, which shows nothing of it.
 */
final class PayloadReadingFuzz implements FuzzTarget {
    /** Stands in all seeds that hold text, and is never to be seen in a message. */
    private static final String CONTENT = "tIgErS";

    private static final int PADDING = 3;
    private static final int MOST_OF_A_MESSAGE = 1_000;
    private static final PayloadFormats FORMATS = PayloadFormats.all();
    private static final String RECORD =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"},"
                    + "{\"name\":\"name\",\"type\":[\"null\",\"string\"]}]}";
    private static final String OLD_RECORD = RECORD.replace("\"long\"", "\"int\"");
    private static final String UNION = "[" + RECORD + ",{\"type\":\"record\",\"name\":\"S\",\"fields\":[]}]";
    private static final String MESSAGE =
            "syntax = \"proto3\"; message R { int64 id = 1; string name = 2; repeated R more = 3; }"
                    + " message S { map<string, double> numbers = 1; }";
    private static final String COLUMNS =
            "id BIGINT, name STRING, price DECIMAL(9,2), day DATE, at TIMESTAMP, bytes BINARY, ok BOOLEAN, half FLOAT";
    private static final byte[] AVRO_VALUE = concat(new byte[] {14, 2, 12}, text(CONTENT));
    private static final byte[] PROTO_VALUE =
            concat(new byte[] {8, 7, 18, 6}, text(CONTENT), new byte[] {26, 10, 8, 1, 18, 6}, text(CONTENT));
    private static final byte[] ID = {0, 0, 0, 0, 7};
    private static final byte[] GLUE = HexFormat.of().parseHex("03000123456789abcdef0123456789abcdef");

    private final List<Reading> readings = new ArrayList<>();
    private int taken;
    private int refused;

    /** How payloads are read, and one to begin with. */
    private record Reading(PayloadSchema schema, FramedPayloadDecoder decoder, List<Byte> payload) {
        /** What only Protobuf's generated code leaves to its steps is taken alone, and not among others. */
        boolean leavesRareOnes() {
            return schema.toString().contains("kind=PROTOBUF");
        }
    }

    PayloadReadingFuzz() throws IOException {
        addRaw();
        addGiven();
        addRegistered();
        addWindowed();
    }

    private void addRaw() {
        for (RawFormat format : RawFormat.values()) {
            byte[] payload = switch (format) {
                case STRING, BINARY -> text(CONTENT);
                case UUID -> text("01234567-89ab-cdef-0123-456789abcdef");
                case BOOLEAN -> new byte[] {1};
                case SHORT -> new byte[2];
                case INT, FLOAT -> new byte[4];
                case LONG, DOUBLE -> new byte[8];
            };
            add(new Raw(format), payload);
        }
        for (String charset : List.of("ISO-8859-1", "UTF-16", "GB18030")) {
            add(new Raw(RawFormat.STRING, charset), text(CONTENT));
        }
        add(new PayloadSchema.Undeclared("t-value"), concat(ID, text(CONTENT)));
        add(new PayloadSchema.Undecoded("odd"), concat(ID, text(CONTENT)));
    }

    private void addGiven() throws IOException {
        byte[] json = text("{\"id\":7,\"name\":\"" + CONTENT + "\",\"price\":\"1.5\",\"day\":\"2024-02-29\","
                + "\"at\":\"2024-02-29T00:00:00Z\",\"bytes\":\"AQI=\",\"ok\":true,\"half\":0.5}");
        byte[] line = text("7,\"" + CONTENT + "\"\"\",1.50,2024-02-29,2024-02-29 00:00:00,AQI=,true,0.5");
        for (PayloadFrame frame : PayloadFrame.values()) {
            for (byte[] front : fronts(frame)) {
                add(given(SchemaKind.AVRO, RECORD, frame), framed(front, AVRO_VALUE));
                add(given(SchemaKind.JSON_COLUMNS, COLUMNS, frame), framed(front, json));
                add(given(SchemaKind.CSV_COLUMNS, COLUMNS, frame), framed(front, line));
                if (frame != PayloadFrame.APICURIO) {
                    byte[] indexes = frame == PayloadFrame.CONFLUENT ? new byte[1] : new byte[0];
                    add(given(SchemaKind.PROTOBUF, MESSAGE, frame), framed(front, concat(indexes, PROTO_VALUE)));
                }
            }
        }
        add(given(SchemaKind.VARIANT, "", PayloadFrame.NONE), json);
        byte[] wrapped = concat(text("{\"schema\":{\"type\":\"struct\"},\"payload\":"), json, text("}"));
        add(given(SchemaKind.VARIANT, "", PayloadFrame.CONNECT), wrapped);
        add(given(SchemaKind.JSON_COLUMNS, COLUMNS, PayloadFrame.CONNECT), wrapped);
        byte[] old = text("{\"id\":8,\"name\":\"" + CONTENT + "\"}");
        add(
                given(SchemaKind.JSON_COLUMNS, ChangeDialect.MAXWELL.columns(COLUMNS), PayloadFrame.MAXWELL),
                concat(text("{\"type\":\"update\",\"ts\":7,\"data\":"), json, text(",\"old\":"), old, text("}")));
        add(
                given(SchemaKind.JSON_COLUMNS, ChangeDialect.OGG.columns(COLUMNS), PayloadFrame.OGG),
                concat(text("{\"op_type\":\"U\",\"after\":"), old, text(",\"before\":"), json, text("}")));
        add(given(SchemaKind.AVRO, UNION, PayloadFrame.NONE), concat(new byte[1], AVRO_VALUE));
        add(given(SchemaKind.PROTOBUF, MESSAGE, PayloadFrame.NONE), PROTO_VALUE);
    }

    /** What may stand in front of a payload; a front that ends with Glue's 5 is of a compressed one. */
    private static List<byte[]> fronts(PayloadFrame frame) {
        byte[] deflated = GLUE.clone();
        deflated[1] = 5;
        return switch (frame) {
            case NONE -> List.of(new byte[0]);
            case CONFLUENT -> List.of(ID, concat(new byte[] {1}, new byte[16]));
            case APICURIO -> List.of(concat(new byte[4], ID));
            case GLUE -> List.of(GLUE, deflated);
            case CONNECT, MAXWELL, OGG -> List.of(); // around JSON
        };
    }

    private static byte[] framed(byte[] front, byte[] payload) throws IOException {
        if (front.length < GLUE.length || front[1] != 5) {
            return concat(front, payload);
        }
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(payload);
        }
        return concat(front, deflated.toByteArray());
    }

    private void addRegistered() throws IOException {
        SchemaText jsonSchema = new SchemaText(
                SchemaKind.JSON,
                "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"},"
                        + "\"some\":{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"array\",\"items\":{\"type\":\"number\"}}]}}}",
                List.of());
        byte[] json = text("{\"id\":7,\"name\":\"" + CONTENT + "\",\"some\":[1,2.5]}");
        add(registered(SchemaText.avro(RECORD), SchemaText.avro(OLD_RECORD)), concat(ID, AVRO_VALUE));
        add(
                registered(SchemaText.avro(RECORD), SchemaText.avro(OLD_RECORD)),
                concat(new byte[] {0, 0, 0, 0, 8}, AVRO_VALUE));
        add(registered(jsonSchema, jsonSchema), concat(ID, json));
        SchemaText message = new SchemaText(SchemaKind.PROTOBUF, MESSAGE, List.of());
        add(registered(message, message), concat(ID, new byte[1], PROTO_VALUE));
        RegisteredSchema union = new RegisteredSchema("t-value", 1, 7, SchemaText.avro(UNION));
        PayloadSchema.Several several =
                TypeSearch.allOf(union, FORMATS, PayloadOptions.DEFAULT).orElseThrow();
        add(several, concat(ID, new byte[1], AVRO_VALUE));
        add(new PayloadSchema.OneOfSeveral(several, several.types().get(0)), concat(ID, new byte[1], AVRO_VALUE));
    }

    private void addWindowed() throws IOException {
        byte[] deflated = framed(fronts(PayloadFrame.GLUE).get(1), AVRO_VALUE);
        for (WindowKind kind : WindowKind.values()) {
            byte[] window = Arrays.copyOf(
                    ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(1_767_225_600_000L)
                            .putLong(1_767_225_600_000L)
                            .array(),
                    kind.length());
            add(windowed(new Raw(RawFormat.STRING), kind), concat(text(CONTENT), window));
            add(windowed(new Raw(RawFormat.LONG), kind), concat(new byte[8], window));
            add(windowed(given(SchemaKind.AVRO, RECORD, PayloadFrame.GLUE), kind), concat(deflated, window));
            add(
                    windowed(registered(SchemaText.avro(RECORD), SchemaText.avro(OLD_RECORD)), kind),
                    concat(ID, AVRO_VALUE, window));
        }
    }

    private static Windowed windowed(PayloadSchema key, WindowKind kind) {
        return new Windowed(key, new KeyWindow(kind, kind.hasEnd() ? KeyWindow.UNKNOWN_SIZE : 1));
    }

    private static Given given(SchemaKind kind, String text, PayloadFrame frame) throws SchemaException {
        SchemaText schema = new SchemaText(kind, text, List.of());
        DataType type = FORMATS.require(kind).dataType(schema, PayloadOptions.DEFAULT);
        return new Given(schema, frame, PayloadOptions.DEFAULT, type);
    }

    private static Registered registered(SchemaText newest, SchemaText old) throws SchemaException {
        DataType type = FORMATS.require(newest.kind()).dataType(newest, PayloadOptions.DEFAULT);
        return new Registered("t-value", 2, 7, newest, PayloadOptions.DEFAULT, type)
                .with(new KnownSchemas(Map.of(8, old)));
    }

    private void add(PayloadSchema schema, byte[] payload) {
        PayloadSide side = schema instanceof Windowed ? PayloadSide.KEY : PayloadSide.VALUE;
        FramedPayloadDecoder decoder =
                FramedPayloadDecoder.of(schema, side, schema.dataType(), FORMATS, NoSchemas::new);
        List<Byte> seed = new ArrayList<>();
        for (byte each : payload) {
            seed.add(each);
        }
        readings.add(new Reading(schema, decoder, seed));
    }

    @Override
    public void run(byte[] input) throws SchemaRegistryException {
        if (input.length == 0) {
            return;
        }
        Reading reading = readings.get((input[0] & 0xff) % readings.size());
        int length = input.length - 1;
        byte[] bytes = new byte[length + 2 * PADDING];
        Arrays.fill(bytes, (byte) 0x31);
        System.arraycopy(input, 1, bytes, PADDING, length);
        RecordingSink alone = new RecordingSink(reading.schema().dataType());
        RecordingSink together = new RecordingSink(reading.schema().dataType());
        int stopped = reading.decoder()
                .decodeAll(bytes, new int[] {PADDING, 0, PADDING}, new int[] {length, -1, length}, 0, 3, together);
        try {
            reading.decoder().decode(bytes, PADDING, length, SchemaHeaders.none(), alone);
        } catch (PayloadException | SchemaException e) {
            refused++;
            assertThat(stopped).as("refused alone: %s", e.getMessage()).isZero();
            assertThat(e.getMessage())
                    .isNotBlank()
                    .hasSizeLessThan(MOST_OF_A_MESSAGE)
                    .doesNotContain(CONTENT);
            return;
        }
        taken++;
        if (stopped == 0 && reading.leavesRareOnes()) {
            return;
        }
        Object value = alone.only();
        assertThat(stopped).as("taken alone").isEqualTo(3);
        assertThat(together.value(0)).isEqualTo(value);
        assertThat(together.value(1)).isNull();
        assertThat(together.value(2)).isEqualTo(value);
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (Reading reading : readings) {
            byte[] seed = new byte[1 + reading.payload().size()];
            seed[0] = (byte) seeds.size();
            for (int i = 1; i < seed.length; i++) {
                seed[i] = reading.payload().get(i - 1);
            }
            seeds.add(seed);
        }
        return seeds;
    }

    /** How many inputs were payloads. */
    int taken() {
        return taken;
    }

    /** How many inputs were none. */
    int refused() {
        return refused;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
