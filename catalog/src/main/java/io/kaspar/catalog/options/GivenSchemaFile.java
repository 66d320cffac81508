package io.kaspar.catalog.options;

import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.SchemaText.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A schema in a file on the driver, whose name ends as such files' names end: no other file's contents get into messages. */
final class GivenSchemaFile {
    private static final String PROTO = ".proto";

    /** As {@code protoc --descriptor_set_out} is mostly told to call them. */
    private static final String DESCRIPTORS = ".desc";

    private static final long MAX_BYTES = 10_000_000;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_IMPORTS = 2_000;

    private final OptionValues values;
    private final SchemaOption option;

    /** @param option names the file */
    GivenSchemaFile(OptionValues values, SchemaOption option) {
        this.values = values;
        this.option = option;
    }

    SchemaText read(SchemaKind kind) {
        List<String> endings = endings(kind);
        Path file = path();
        if (endings.stream().noneMatch(file.toString().toLowerCase(Locale.ROOT)::endsWith)) {
            throw problem("for this format its name must end with " + String.join(" or ", endings));
        }
        if (!Files.isRegularFile(file)) {
            throw problem("there is no such file on the driver");
        }
        try {
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(DESCRIPTORS)) {
                return new SchemaText(kind, Base64.getEncoder().encodeToString(bytes(file)), List.of());
            }
            return new SchemaText(kind, text(file), kind == SchemaKind.PROTOBUF ? imports(file) : List.of());
        } catch (IOException | UncheckedIOException e) {
            throw problem("it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static List<String> endings(SchemaKind kind) {
        return switch (kind) {
            case AVRO -> List.of(".avsc");
            case PROTOBUF -> List.of(PROTO, DESCRIPTORS);
            case JSON_COLUMNS, CSV_COLUMNS -> List.of(".ddl");
            case JSON, VARIANT -> throw new IllegalArgumentException("not in files: " + kind);
        };
    }

    private Path path() {
        try {
            return Path.of(values.text(option));
        } catch (InvalidPathException e) {
            throw problem("that is no path");
        }
    }

    private String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw problem(file.getFileName() + " has more than " + MAX_BYTES + " bytes");
        }
        return Files.readAllBytes(file);
    }

    /** The files that it may import, by their paths from its folder. */
    private List<Reference> imports(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return List.of();
        }
        List<Path> others;
        try (Stream<Path> found = Files.walk(folder, MAX_DEPTH)) {
            others = found.filter(path -> path.toString().endsWith(PROTO))
                    .filter(path -> !path.equals(file.toAbsolutePath()))
                    .limit(MAX_IMPORTS + 1L)
                    .sorted()
                    .toList();
        }
        if (others.size() > MAX_IMPORTS) {
            throw problem("its folder has more than " + MAX_IMPORTS + " other files that end with " + PROTO);
        }
        List<Reference> imports = new ArrayList<>();
        for (Path other : others) {
            String name = folder.relativize(other).toString().replace('\\', '/');
            imports.add(new Reference(name, text(other)));
        }
        return imports;
    }

    private OptionException problem(String why) {
        return new OptionException(
                "option " + option.optionName() + " cannot be '" + values.text(option) + "': " + why);
    }
}
