package io.kaspar.samples;

import java.io.IOException;

/** Where the schemas of sample topics go. */
public interface SchemaPublisher {
    /** Adds a version to a subject, or finds the one that is there; returns the schema's id. */
    int publish(String subject, SchemaType type, String schema) throws IOException;

    /** Whether schemas of a type can be published here. */
    default boolean takes(SchemaType type) {
        return true;
    }

    /** As the other one, for Avro. */
    default int publish(String subject, String avroSchema) throws IOException {
        return publish(subject, SchemaType.AVRO, avroSchema);
    }

    /**
     * A publisher for an address.
     *
     * @param url of a registry ({@code http://…}), or of a folder of schema files ({@code file:…})
     */
    static SchemaPublisher to(String url) {
        return url.startsWith("file:") ? new FolderSchemaPublisher(url) : new HttpSchemaPublisher(url);
    }
}
