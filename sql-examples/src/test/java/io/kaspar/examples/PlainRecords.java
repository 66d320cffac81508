package io.kaspar.examples;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Decodes framed Avro with Avro's own classes, into the Java types Spark's rows hand out. */
final class PlainRecords {
    private static final int PREFIX_LENGTH = 5;

    private final String registryUrl;
    private final Schema readerSchema;
    private final Map<Integer, Schema> byId = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    PlainRecords(String registryUrl, Schema readerSchema) {
        this.registryUrl = registryUrl;
        this.readerSchema = readerSchema;
    }

    /** The fields of a value; null for a null. */
    @Nullable
    List<@Nullable Object> fields(byte @Nullable [] payload) throws Exception {
        if (payload == null) {
            return null;
        }
        Schema writerSchema = writerSchema(payload);
        GenericRecord datum = new GenericDatumReader<GenericRecord>(writerSchema, readerSchema)
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(payload, PREFIX_LENGTH, payload.length - PREFIX_LENGTH, null));
        return record(datum);
    }

    /** What a value was written by. */
    Schema writerSchema(byte[] payload) throws Exception {
        int schemaId = ByteBuffer.wrap(payload).getInt(1);
        Schema known = byId.get(schemaId);
        if (known != null) {
            return known;
        }
        Schema fetched = fetch(schemaId);
        byId.put(schemaId, fetched);
        return fetched;
    }

    private Schema fetch(int schemaId) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registryUrl + "/schemas/ids/" + schemaId))
                .build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return new Schema.Parser()
                .parse(new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(answer)
                        .required("schema")
                        .textValue());
    }

    private static List<@Nullable Object> record(IndexedRecord datum) {
        List<@Nullable Object> fields = new ArrayList<>();
        for (Schema.Field field : datum.getSchema().getFields()) {
            fields.add(value(datum.get(field.pos()), field.schema()));
        }
        return fields;
    }

    private static @Nullable Object value(@Nullable Object datum, Schema avroSchema) {
        if (avroSchema.getType() == Schema.Type.UNION) {
            return union(datum, avroSchema);
        }
        if (datum == null) {
            return null;
        }
        return switch (avroSchema.getType()) {
            case RECORD -> record((IndexedRecord) datum);
            case ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                for (Object element : (List<?>) datum) {
                    elements.add(value(element, avroSchema.getElementType()));
                }
                yield elements;
            }
            case MAP -> {
                Map<String, @Nullable Object> entries = new HashMap<>();
                ((Map<?, ?>) datum)
                        .forEach((key, value) -> entries.put(key.toString(), value(value, avroSchema.getValueType())));
                yield entries;
            }
            case ENUM, STRING -> datum.toString();
            case BYTES -> bytes(((ByteBuffer) datum).duplicate(), avroSchema);
            case FIXED -> bytes(ByteBuffer.wrap(((org.apache.avro.generic.GenericFixed) datum).bytes()), avroSchema);
            case INT, LONG -> number((Number) datum, avroSchema);
            default -> datum;
        };
    }

    private static @Nullable Object union(@Nullable Object datum, Schema union) {
        List<Schema> branches = union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        if (branches.size() == 1 || datum == null) {
            return datum == null ? null : value(datum, branches.get(0));
        }
        List<@Nullable Object> members = new ArrayList<>();
        for (Schema branch : branches) {
            boolean taken = branch.getType() == Schema.Type.LONG == datum instanceof Long;
            members.add(taken ? value(datum, branch) : null);
        }
        return members;
    }

    private static Object bytes(ByteBuffer buffer, Schema avroSchema) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return avroSchema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? new BigDecimal(new BigInteger(bytes), decimal.getScale())
                : ByteBuffer.wrap(bytes);
    }

    private static Object number(Number number, Schema avroSchema) {
        if (avroSchema.getLogicalType() == null) {
            return number;
        }
        return switch (avroSchema.getLogicalType().getName()) {
            case "date" -> LocalDate.ofEpochDay(number.intValue());
            case "timestamp-millis" -> Instant.ofEpochMilli(number.longValue());
            case "timestamp-micros" -> Instant.EPOCH.plus(number.longValue(), ChronoUnit.MICROS);
            case "local-timestamp-millis" ->
                LocalDateTime.ofInstant(Instant.ofEpochMilli(number.longValue()), ZoneOffset.UTC);
            case "local-timestamp-micros" ->
                LocalDateTime.ofInstant(Instant.EPOCH.plus(number.longValue(), ChronoUnit.MICROS), ZoneOffset.UTC);
            default -> number;
        };
    }
}
