package io.kaspar.schema.protobuf.model;

import io.kaspar.schema.format.SchemaException;
import java.util.List;
import java.util.Map;

/** A linked schema: the messages of one file, with all that they hold, wherever it was defined. */
public final class ProtoSchema {
    private final List<Place> messages;

    /** A message of the file, and those inside of it, each in the order of their declarations. */
    record Place(MessageType message, List<Place> nested) {
        Place {
            nested = List.copyOf(nested);
        }
    }

    ProtoSchema(List<Place> messages) {
        this.messages = List.copyOf(messages);
    }

    /** A schema's text and those that it refers to, parsed and linked. */
    public static ProtoSchema parse(String text, Map<String, String> imports) throws SchemaException {
        return new ProtoLinker(imports).link(text);
    }

    /**
     * The file's first message.
     *
     * @throws SchemaException when the file has none
     */
    public MessageType first() throws SchemaException {
        if (messages.isEmpty()) {
            throw new SchemaException("the schema has no message");
        }
        return messages.get(0).message();
    }

    /**
     * The message that payloads name.
     *
     * @param indexes its place among the messages of the file, then among those inside of that one, and so on; at least one
     * @throws SchemaException when there is no such message
     */
    public MessageType message(List<Integer> indexes) throws SchemaException {
        Place place = place(messages, indexes, 0);
        for (int depth = 1; depth < indexes.size(); depth++) {
            place = place(place.nested(), indexes, depth);
        }
        return place.message();
    }

    private static Place place(List<Place> siblings, List<Integer> indexes, int depth) throws SchemaException {
        int index = indexes.get(depth);
        if (index < 0 || index >= siblings.size()) {
            throw new SchemaException("the schema has no message at place " + indexes + " of its file");
        }
        return siblings.get(index);
    }
}
