package io.kaspar.schema.protobuf;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.protobuf.model.WireType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes JSON text as {@code google.protobuf.Struct}, {@code Value} or {@code ListValue}: {@link StructText} backwards. */
final class JsonMessages {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonMessages() {}

    /**
     * Appends the fields of the message.
     *
     * @param path where the text stands, for messages
     */
    static void put(WellKnownType type, byte[] utf8, PayloadOutput out, String path) throws PayloadException {
        JsonNode tree;
        try {
            tree = JSON.readTree(utf8);
        } catch (JacksonException e) { // Its message quotes the text.
            throw new PayloadException(path + ": the text is no JSON");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory could not be read", e);
        }
        boolean fits = switch (type) {
            case STRUCT -> tree.isObject();
            case LIST_VALUE -> tree.isArray();
            default -> !tree.isMissingNode();
        };
        if (!fits) {
            throw new PayloadException(path + ": the text is no JSON "
                    + (type == WellKnownType.STRUCT ? "object" : type == WellKnownType.LIST_VALUE ? "array" : "value"));
        }
        switch (type) {
            case STRUCT -> putMembers(tree, out, path);
            case LIST_VALUE -> putElements(tree, out, path);
            default -> putValue(tree, out, path);
        }
    }

    private static void putMembers(JsonNode object, PayloadOutput out, String path) throws PayloadException {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            PayloadOutput value = new PayloadOutput();
            putValue(member.getValue(), value, path);
            PayloadOutput entry = new PayloadOutput();
            WireOutput.putField(StructText.KEY, member.getKey().getBytes(StandardCharsets.UTF_8), entry);
            WireOutput.putField(StructText.ENTRY_VALUE, value.toByteArray(), entry);
            WireOutput.putField(StructText.FIELDS, entry.toByteArray(), out);
        }
    }

    private static void putElements(JsonNode array, PayloadOutput out, String path) throws PayloadException {
        for (JsonNode element : array) {
            PayloadOutput value = new PayloadOutput();
            putValue(element, value, path);
            WireOutput.putField(StructText.VALUES, value.toByteArray(), out);
        }
    }

    private static void putValue(JsonNode node, PayloadOutput out, String path) throws PayloadException {
        if (node.isNull()) {
            WireOutput.putField(StructText.NULL_VALUE, 0, out);
        } else if (node.isBoolean()) {
            WireOutput.putField(StructText.BOOL_VALUE, node.booleanValue() ? 1 : 0, out);
        } else if (node.isNumber()) {
            WireOutput.putTag(StructText.NUMBER_VALUE, WireType.FIXED64, out);
            out.putLongLittleEndian(Double.doubleToRawLongBits(number(node.decimalValue(), path)));
        } else if (node.isTextual()) {
            WireOutput.putField(StructText.STRING_VALUE, node.textValue().getBytes(StandardCharsets.UTF_8), out);
        } else {
            PayloadOutput inner = new PayloadOutput();
            if (node.isObject()) {
                putMembers(node, inner, path);
            } else {
                putElements(node, inner, path);
            }
            WireOutput.putField(
                    node.isObject() ? StructText.STRUCT_VALUE : StructText.LIST_VALUE, inner.toByteArray(), out);
        }
    }

    /** All numbers are doubles; a whole one that would become another one is refused. */
    private static double number(BigDecimal value, String path) throws PayloadException {
        double number = value.doubleValue();
        boolean isWhole = value.scale() <= 0;
        if (!Double.isFinite(number) || (isWhole && new BigDecimal(number).compareTo(value) != 0)) {
            throw new PayloadException(path + ": a number of the JSON is none that google.protobuf.Value can hold");
        }
        return number;
    }
}
