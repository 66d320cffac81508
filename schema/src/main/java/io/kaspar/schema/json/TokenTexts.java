package io.kaspar.schema.json;

import io.kaspar.schema.json.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How the tokens of a value are written when it is kept as text. */
enum TokenTexts {
    /** As they are. */
    EXACT {
        @Override
        String number(String number) {
            return number;
        }

        @Override
        String string(byte[] bytes, int quote, int end) {
            return new String(bytes, quote, end - quote, StandardCharsets.UTF_8);
        }
    },

    /** As Spark's {@code from_json} writes values that it puts into a string: fractions are doubles. */
    ANEW {
        @Override
        String number(String number) {
            if (NumberText.isInteger(number)) {
                return number.equals("-0") ? "0" : number;
            }
            double value = Double.parseDouble(number);
            return Double.isFinite(value) ? Double.toString(value) : JsonText.quoted(Double.toString(value));
        }

        @Override
        String string(byte[] bytes, int quote, int end) {
            StringContent content = new StringContent();
            content.read(bytes, quote, end);
            return withoutPairs(JsonText.quoted(
                    new String(content.bytes(), content.position(), content.length(), StandardCharsets.UTF_8)));
        }
    };

    /** Spark's writer escapes characters that take two units in Java. */
    private static String withoutPairs(String quoted) {
        StringBuilder text = new StringBuilder(quoted.length());
        for (int i = 0; i < quoted.length(); i++) {
            char unit = quoted.charAt(i);
            text.append(Character.isSurrogate(unit) ? String.format(Locale.ROOT, "\\u%04X", (int) unit) : unit);
        }
        return text.toString();
    }

    abstract String number(String number);

    /** @param quote the place of the opening quote */
    abstract String string(byte[] bytes, int quote, int end);
}
