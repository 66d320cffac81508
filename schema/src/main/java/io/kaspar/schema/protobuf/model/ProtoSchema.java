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
        return message(List.of(0));
    }

    /**
     * The message that payloads name.
     *
     * @param indexes its place among the messages of the file, then among those inside of that one, and so on
     * @throws SchemaException when there is no such message
     */
    public MessageType message(List<Integer> indexes) throws SchemaException {
        List<Place> siblings = messages;
        MessageType found = null;
        for (int index : indexes) {
            if (index < 0 || index >= siblings.size()) {
                throw new SchemaException("the schema has no message at place " + indexes + " of its file");
            }
            found = siblings.get(index).message();
            siblings = siblings.get(index).nested();
        }
        if (found == null) {
            throw new SchemaException("the schema has no message");
        }
        return found;
    }
}
