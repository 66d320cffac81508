package io.kaspar.schema.protobuf.text;

import io.kaspar.schema.format.SchemaException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The names in one message, which fields share with the types that the message defines. */
final class ScopeNames {
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> fieldsByLowerCase = new HashMap<>();
    private final Set<String> jsonNames = new HashSet<>();

    /** Of a type, an enum's symbol, or a oneof. */
    void take(String name) {
        taken.add(name);
    }

    /** Of a field that is there. */
    void takeField(String name) {
        taken.add(name);
        fieldsByLowerCase.put(name.toLowerCase(Locale.ROOT), name);
        jsonNames.add(jsonName(name));
    }

    /**
     * Of a new field.
     *
     * @throws SchemaException when it cannot be called so
     */
    void addField(String name, String place) throws SchemaException {
        requireName(name, place);
        String same = fieldsByLowerCase.get(name.toLowerCase(Locale.ROOT));
        if (same != null) {
            throw new SchemaException("the schema has a field " + same
                    + " already; columns whose names differ in case only cannot be told apart");
        }
        if (taken.contains(name) || jsonNames.contains(jsonName(name))) {
            throw new SchemaException(place + ": the schema has something of this name already, or a field that is "
                    + jsonName(name) + " in JSON, too; name the column otherwise");
        }
        takeField(name);
    }

    /** A name for the type of a field, which nothing else has. */
    String type(String field) {
        String name = capital(jsonName(field));
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    static void requireName(String name, String place) throws SchemaException {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new SchemaException(
                    place + ": Protobuf's names have letters, digits and underscores, and begin with no digit; name"
                            + " the column otherwise");
        }
    }

    /** As Protobuf's compilers make it: without underscores, with capitals behind them. */
    private static String jsonName(String name) {
        StringBuilder json = new StringBuilder();
        boolean isCapital = false;
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter != '_') {
                json.append(isCapital ? Character.toUpperCase(letter) : letter);
            }
            isCapital = letter == '_';
        }
        return json.toString();
    }

    private static String capital(String name) {
        return name.isEmpty() || Character.isDigit(name.charAt(0))
                ? "T" + name
                : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
