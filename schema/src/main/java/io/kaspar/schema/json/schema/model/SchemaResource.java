package io.kaspar.schema.json.schema.model;

/**
 * A document, or a part of one that has a name of its own: what the references in it start from.
 *
 * @param uri its name, not always an absolute one; empty for a document without
 */
record SchemaResource(SchemaDocuments documents, String uri, JsonSchemaDraft draft) {
    @Override
    public String toString() {
        return uri;
    }
}
