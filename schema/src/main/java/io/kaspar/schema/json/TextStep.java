package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import java.nio.charset.StandardCharsets;

/** Any value as its JSON text, without space between the tokens. */
final class TextStep implements Step {
    private final TokenTexts texts;

    TextStep(TokenTexts texts) {
        this.texts = texts;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        byte[] bytes = cursor.bytes();
        int start = cursor.position();
        int end = JsonScan.value(bytes, start, cursor.limit(), 0);
        cursor.moveTo(end);
        if (texts == TokenTexts.EXACT && !hasSpace(bytes, start, end)) {
            sink.putBytes(bytes, start, end - start);
            return;
        }
        byte[] text = text(bytes, start, end).getBytes(StandardCharsets.UTF_8);
        sink.putBytes(text, 0, text.length);
    }

    private static boolean hasSpace(byte[] bytes, int start, int end) {
        for (int at = start; at < end; ) {
            if (bytes[at] == '"') {
                at = JsonScan.string(bytes, at + 1, end);
            } else if (bytes[at] <= ' ') {
                return true;
            } else {
                at++;
            }
        }
        return false;
    }

    private String text(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        for (int at = JsonScan.space(bytes, start, end); at < end; at = JsonScan.space(bytes, at, end)) {
            int behind = at + 1;
            if (bytes[at] == '"') {
                behind = JsonScan.string(bytes, behind, end);
                text.append(texts.string(bytes, at, behind));
            } else if (NumberText.startsAt(bytes, at)) {
                behind = JsonScan.number(bytes, at, end);
                text.append(texts.number(new String(bytes, at, behind - at, StandardCharsets.ISO_8859_1)));
            } else {
                text.append((char) bytes[at]);
            }
            at = behind;
        }
        return text.toString();
    }
}
