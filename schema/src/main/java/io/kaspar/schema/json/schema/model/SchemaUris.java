package io.kaspar.schema.json.schema.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of references: URIs, and pointers into a document. */
final class SchemaUris {
    private SchemaUris() {}

    /** What a reference means in a document; the reference itself when one of the two is no URI. */
    static String resolve(String base, String reference) {
        if (base.isEmpty()) {
            return reference;
        }
        try {
            return URI.create(base).resolve(reference).toString();
        } catch (IllegalArgumentException e) { // Names of references are any text.
            return reference;
        }
    }

    /** A fragment without its percent signs. */
    static String decode(String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // A percent sign that stands for itself.
            return fragment;
        }
    }

    /** What a JSON pointer leads to. */
    static Optional<SchemaPlace> follow(SchemaPlace start, String pointer) {
        SchemaPlace place = start;
        for (String step : pointer.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            JsonNode next = place.node().isArray()
                    ? element(place.node(), name)
                    : place.node().get(name);
            if (next == null) {
                return Optional.empty();
            }
            place = place.inside(next, name);
        }
        return Optional.of(place);
    }

    private static @Nullable JsonNode element(JsonNode array, String index) {
        try {
            return array.get(Integer.parseInt(index));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
