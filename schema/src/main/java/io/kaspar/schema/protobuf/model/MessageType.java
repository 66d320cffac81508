package io.kaspar.schema.protobuf.model;

import java.util.List;

/** A message, or a group. Messages hold each other, so its fields come when all messages are there. */
public final class MessageType {
    private final String fullName;
    private final String doc;
    private List<ProtoField> fields = List.of();

    /** Without fields so far. */
    public MessageType(String fullName, String doc) {
        this.fullName = fullName;
        this.doc = doc;
    }

    /** With its package and the messages around it. */
    public String fullName() {
        return fullName;
    }

    /** The last part of the name. */
    public String name() {
        return fullName.substring(fullName.lastIndexOf('.') + 1);
    }

    /** What stands above it in the schema; empty for nothing. */
    public String doc() {
        return doc;
    }

    /** In the schema's order. */
    public List<ProtoField> fields() {
        return fields;
    }

    /** Only by who made it, before anybody else sees it. */
    public void setFields(List<ProtoField> all) {
        fields = List.copyOf(all);
    }

    @Override
    public String toString() {
        return fullName;
    }
}
