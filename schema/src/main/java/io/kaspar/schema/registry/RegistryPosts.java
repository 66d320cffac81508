package io.kaspar.schema.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;

/** What is posted to a registry. */
final class RegistryPosts {
    private RegistryPosts() {}

    /** A schema without references. The type is left out where it is the one that registries had before they knew types. */
    static String schema(SchemaText schema) {
        if (!schema.references().isEmpty()) {
            throw new IllegalArgumentException("a schema with references");
        }
        ObjectNode post = JsonNodeFactory.instance.objectNode();
        if (schema.kind() != SchemaKind.AVRO) {
            post.put("schemaType", schema.kind().name());
        }
        return post.put("schema", schema.text()).toString();
    }
}
