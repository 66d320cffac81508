package io.kaspar.schema.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaspar.schema.format.SchemaText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * One file of a folder that serves as a registry; see the package documentation for its name.
 *
 * @param compactText its JSON without white space, equal for equal schemas
 */
record SchemaFile(Path path, String compactText, RegisteredSchema registered) {
    private static final Pattern NAME =
            Pattern.compile("(?<subject>.+?)(?:\\.v(?<version>[1-9][0-9]{0,8}))?(?:\\.id(?<id>[0-9]{1,9}))?\\.avsc");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether a file of this name holds a schema. */
    static boolean isOne(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches();
    }

    static SchemaFile read(Path path) throws SchemaRegistryException {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException("no schema file: " + path);
        }
        String text = text(path);
        String subject = URLDecoder.decode(name.group("subject").replace("+", "%2B"), StandardCharsets.UTF_8);
        int version = name.group("version") == null ? 1 : Integer.parseInt(name.group("version"));
        String compactText = compact(path, text);
        int schemaId = name.group("id") == null ? idOf(compactText) : Integer.parseInt(name.group("id"));
        return new SchemaFile(
                path, compactText, new RegisteredSchema(subject, version, schemaId, SchemaText.avro(text)));
    }

    private static String text(Path path) throws SchemaRegistryException {
        byte[] bytes;
        try (InputStream file = Files.newInputStream(path)) {
            bytes = file.readNBytes(HttpExchanges.MAX_BODY_BYTES + 1);
        } catch (IOException e) {
            throw new SchemaRegistryException("the schema file " + path + " cannot be read: " + e.getMessage(), e);
        }
        if (bytes.length > HttpExchanges.MAX_BODY_BYTES) {
            throw new SchemaRegistryException("the schema file " + path + " is larger than "
                    + HttpExchanges.MAX_BODY_BYTES + " bytes: move it out of the folder that " + OptionNames.URL
                    + " names");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String compact(Path path, String text) throws SchemaRegistryException {
        try {
            return JSON.writeValueAsString(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new SchemaRegistryException(
                    "the schema file " + path + " holds no JSON: correct it, or move it out of the folder that "
                            + OptionNames.URL + " names",
                    e);
        }
    }

    private static int idOf(String compactText) {
        CRC32 crc = new CRC32();
        crc.update(compactText.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() & Integer.MAX_VALUE);
    }
}
