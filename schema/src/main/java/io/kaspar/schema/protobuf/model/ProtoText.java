package io.kaspar.schema.protobuf.model;

import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import io.kaspar.schema.format.SchemaException;

/** Parses {@code .proto} files, and tells what is wrong with them as we tell it. */
public final class ProtoText {
    /** Longer text is nobody's schema. */
    static final int MAX_LENGTH = 16 << 20;

    private ProtoText() {}

    /**
     * A file as the parser gives it.
     *
     * @param path what messages call the file
     * @throws SchemaException when it cannot be parsed
     */
    public static ProtoFileElement parse(String path, String text) throws SchemaException {
        if (text.length() > MAX_LENGTH) {
            throw new SchemaException(path + " is longer than " + MAX_LENGTH + " characters");
        }
        try {
            return ProtoParser.Companion.parse(Location.get(path), text);
        } catch (RuntimeException e) { // The parser throws IllegalStateException, and others where it trips.
            throw new SchemaException(
                    path + " is no Protobuf schema that can be parsed: " + firstLine(e)
                            + (isOfAnEdition(text)
                                    ? "; schemas of Protobuf editions are read as descriptor sets only: protoc --include_imports"
                                            + " --descriptor_set_out=schema.desc"
                                    : ""),
                    e);
        } catch (StackOverflowError e) {
            throw new SchemaException(path + " has messages too deep inside each other", e);
        }
    }

    static EnumType enumType(String fullName, EnumElement element) throws SchemaException {
        if (element.getConstants().isEmpty()) {
            throw new SchemaException("enum " + fullName + " has no values");
        }
        return new EnumType(
                fullName,
                element.getConstants().stream()
                        .map(constant -> new EnumType.Value(constant.getName(), constant.getTag()))
                        .toList());
    }

    private static boolean isOfAnEdition(String text) {
        return text.lines().map(String::strip).anyMatch(line -> line.startsWith("edition"));
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
