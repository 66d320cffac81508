package io.kaspar.samples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object, member by member. */
public final class JsonPayload {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;

    /** An object of its own, without framing. */
    public JsonPayload() throws IOException {
        json = FACTORY.createGenerator(bytes);
        json.writeStartObject();
    }

    /** An object behind the five bytes that name its schema. */
    public JsonPayload(int schemaId) throws IOException {
        bytes.writeBytes(SchemaIdPrefix.of(schemaId));
        json = FACTORY.createGenerator(bytes);
        json.writeStartObject();
    }

    public JsonPayload integer(String name, long value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    /** Adds a number with all digits of its scale. */
    public JsonPayload decimal(String name, BigDecimal value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    /** Adds a text, or {@code null}. */
    public JsonPayload text(String name, @Nullable String text) throws IOException {
        json.writeStringField(name, text);
        return this;
    }

    public JsonPayload texts(String name, Collection<String> elements) throws IOException {
        json.writeArrayFieldStart(name);
        for (String element : elements) {
            json.writeString(element);
        }
        json.writeEndArray();
        return this;
    }

    /** Adds an object whose members are texts. */
    public JsonPayload texts(String name, Map<String, String> members) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> member : members.entrySet()) {
            json.writeStringField(member.getKey(), member.getValue());
        }
        json.writeEndObject();
        return this;
    }

    /** Ends the object, and returns the payload. */
    public byte[] end() throws IOException {
        json.writeEndObject();
        json.close();
        return bytes.toByteArray();
    }
}
