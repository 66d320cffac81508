package io.kaspar.schema.wire;

import java.util.List;

/**
 * The names of the headers that tell how a key, or a value, is to be read.
 *
 * @param schemaId of Confluent's
 * @param contentId of Apicurio's, as those behind it
 * @param messageName the simple name of a Protobuf message
 */
public record SchemaHeaderNames(
        String schemaId, String contentId, String globalId, String artifactId, String encoding, String messageName) {

    /** @param isKey whether those of keys are meant */
    public static SchemaHeaderNames of(boolean isKey) {
        String apicurio = isKey ? "apicurio.key." : "apicurio.value.";
        return new SchemaHeaderNames(
                isKey ? RecordHeaderNames.KEY_SCHEMA_ID : RecordHeaderNames.VALUE_SCHEMA_ID,
                apicurio + "contentId",
                apicurio + "globalId",
                apicurio + "artifactId",
                apicurio + "encoding",
                isKey ? "apicurio.protobuf.type.key" : "apicurio.protobuf.type");
    }

    /** The one that holds an id of this kind. */
    public String ofId(ApicurioIdKind kind) {
        return switch (kind) {
            case CONTENT -> contentId;
            case GLOBAL -> globalId;
        };
    }

    public List<String> all() {
        return List.of(schemaId, contentId, globalId, artifactId, encoding, messageName);
    }
}
