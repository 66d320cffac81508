package io.kaspar.schema.protobuf.model;

import io.kaspar.schema.format.SchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A linked schema: the messages of one file, with all that they hold, wherever it was defined. */
public final class ProtoSchema {
    private static final int MOST_SHOWN = 20;

    /** Of the names in a message for people. */
    private static final int MOST_NAMED = 20;

    private final List<Place> messages;
    private final List<Place> imported;

    /** A message of the file, and those inside of it, each in the order of their declarations. */
    record Place(MessageType message, List<Place> nested) {
        Place {
            nested = List.copyOf(nested);
        }
    }

    /** @param imported the messages of the files that the schema imports */
    ProtoSchema(List<Place> messages, List<Place> imported) {
        this.messages = List.copyOf(messages);
        this.imported = List.copyOf(imported);
    }

    /** A schema's text, or a descriptor set in base64, and those that it refers to, parsed and linked. */
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

    /** The file's own messages, without those inside of others, in their order. */
    public List<MessageType> messages() {
        return messages.stream().map(Place::message).toList();
    }

    /**
     * The message of a name, of the file or of those that it imports.
     *
     * @param name with its package and the messages around it
     * @throws SchemaException when the file has no such message; those that it has are named
     */
    public MessageType named(String name) throws SchemaException {
        List<MessageType> all = new ArrayList<>();
        addAll(messages, all);
        List<MessageType> others = new ArrayList<>();
        addAll(imported, others);
        for (MessageType message : Stream.concat(all.stream(), others.stream()).toList()) {
            if (message.fullName().equals(name)) {
                return message;
            }
        }
        String there = all.stream().limit(MOST_NAMED).map(MessageType::fullName).collect(Collectors.joining(", "));
        throw new SchemaException("the schema has no message " + name + "; it has " + (all.isEmpty() ? "none" : there)
                + (all.size() > MOST_NAMED ? ", … " + (all.size() - MOST_NAMED) + " more" : ""));
    }

    /** The file's message of the same full name, else one that has its last part in common; empty when there is none. */
    public Optional<MessageType> find(MessageType like) {
        List<MessageType> all = new ArrayList<>();
        addAll(messages, all);
        return all.stream()
                .filter(message -> message.fullName().equals(like.fullName()))
                .findFirst()
                .or(() -> all.stream()
                        .filter(message -> message.name().equals(like.name()))
                        .findFirst());
    }

    private static void addAll(List<Place> places, List<MessageType> all) {
        for (Place place : places) {
            all.add(place.message());
            addAll(place.nested(), all);
        }
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
            throw new SchemaException("the schema has no message at place " + text(indexes) + " of its file");
        }
        return siblings.get(index);
    }

    /** A payload may be damaged, and say thousands. */
    private static String text(List<Integer> indexes) {
        return indexes.size() <= MOST_SHOWN
                ? indexes.toString()
                : indexes.subList(0, MOST_SHOWN) + "… (" + indexes.size() + " indexes)";
    }

    /**
     * The place of one of the file's messages; the way back of {@link #message}.
     *
     * @param name with its package and the messages around it
     * @throws SchemaException when the file itself has no such message
     */
    public List<Integer> indexes(String name) throws SchemaException {
        List<Integer> indexes = new ArrayList<>();
        if (!find(name, messages, indexes)) {
            throw new SchemaException(
                    "message " + name + " is not one of the schema's own, but of a file that it imports");
        }
        return List.copyOf(indexes);
    }

    private static boolean find(String name, List<Place> siblings, List<Integer> indexes) {
        for (int index = 0; index < siblings.size(); index++) {
            indexes.add(index);
            Place place = siblings.get(index);
            if (place.message().fullName().equals(name) || find(name, place.nested(), indexes)) {
                return true;
            }
            indexes.remove(indexes.size() - 1);
        }
        return false;
    }
}
