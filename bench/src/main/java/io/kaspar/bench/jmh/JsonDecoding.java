package io.kaspar.bench.jmh;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.vector.ValueVector;
import io.kaspar.reader.vector.ValueVectors;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.json.JsonColumnsFormat;
import io.kaspar.schema.json.JsonVariantFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.types.DataType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From orders of eleven members as JSON to vectors, beside Jackson's streaming parser into the same vectors. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonDecoding {
    private static final int RECORD_COUNT = 1_000;
    private static final String ALL =
            "id BIGINT, customer_id BIGINT, product STRING, quantity INT, price DOUBLE, currency STRING,"
                    + " created_at TIMESTAMP, street STRING, city STRING, note STRING, paid BOOLEAN";
    private static final String THREE = "product STRING, quantity INT, price DOUBLE";
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final JsonOrders orders = JsonOrders.make(RECORD_COUNT);
    private final Target three = target(new JsonColumnsFormat(), SchemaKind.JSON_COLUMNS, ALL, THREE);
    private final Target all = target(new JsonColumnsFormat(), SchemaKind.JSON_COLUMNS, ALL, ALL);
    private final Target variant = target(new JsonVariantFormat(), SchemaKind.VARIANT, "", "VARIANT");

    /** A decoder and the vector it fills. */
    private record Target(PayloadDecoder decoder, ValueVector vector) {}

    private static Target target(PayloadFormat format, SchemaKind kind, String schema, String projection) {
        SchemaText text = new SchemaText(kind, schema, List.of());
        DataType type = DataType.fromDDL(projection);
        try {
            return new Target(
                    format.compile(text, text, type, PayloadOptions.DEFAULT),
                    new ValueVectors(new RecordBuffer()).vector(type, RECORD_COUNT));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORD_COUNT)
    public ValueVector threeColumns() {
        return decode(three);
    }

    @Benchmark
    @OperationsPerInvocation(RECORD_COUNT)
    public ValueVector allColumns() {
        return decode(all);
    }

    @Benchmark
    @OperationsPerInvocation(RECORD_COUNT)
    public ValueVector variants() {
        return decode(variant);
    }

    private ValueVector decode(Target target) {
        target.vector().reset();
        int decoded = target.decoder()
                .decodeAll(orders.bytes(), orders.positions(), orders.lengths(), 0, 0, RECORD_COUNT, target.vector());
        if (decoded != RECORD_COUNT) {
            throw new IllegalStateException("decoded " + decoded + " values");
        }
        return target.vector();
    }

    @Benchmark
    @OperationsPerInvocation(RECORD_COUNT)
    public ValueVector threeColumnsByJackson() throws IOException {
        ValueVector vector = three.vector();
        vector.reset();
        for (int i = 0; i < RECORD_COUNT; i++) {
            vector.putStruct();
            try (JsonParser parser = FACTORY.createParser(orders.bytes(), orders.positions()[i], orders.lengths()[i])) {
                read(parser, vector.child(0), vector.child(1), vector.child(2));
            }
        }
        return vector;
    }

    /** Takes it that each member is there once, which Kaspar's own decoder may not. */
    private static void read(JsonParser parser, ValueSink product, ValueSink quantity, ValueSink price)
            throws IOException {
        parser.nextToken();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "product" -> {
                    byte[] text = parser.getText().getBytes(StandardCharsets.UTF_8);
                    product.putBytes(text, 0, text.length);
                }
                case "quantity" -> quantity.putInt(parser.getIntValue());
                case "price" -> price.putDouble(parser.getDoubleValue());
                default -> {
                    if (token.isStructStart()) {
                        parser.skipChildren();
                    }
                }
            }
        }
        if (parser.nextToken() != null) {
            throw new IOException("more follows the value");
        }
    }
}
