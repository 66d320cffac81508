package io.kaspar.schema.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Whether Jackson takes a payload, where what it takes beyond RFC 8259 and UTF-8 is left out. */
final class JacksonVerdict {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private JacksonVerdict() {}

    static boolean isJson(byte[] payload) throws IOException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException e) {
            return false;
        }
        if (text.indexOf(BYTE_ORDER_MARK) == 0) {
            return false;
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            return isOneValue(parser);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean isOneValue(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return false;
        }
        int depth = 0;
        for (JsonToken token = first; token != null; token = parser.nextToken()) {
            boolean isText = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
            if (isText && hasHalfCharacter(parser.getText())) {
                return false;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return parser.nextToken() == null;
            }
        }
        return false;
    }

    private static boolean hasHalfCharacter(String text) {
        return text.codePoints().anyMatch(character -> Character.getType(character) == Character.SURROGATE);
    }
}
