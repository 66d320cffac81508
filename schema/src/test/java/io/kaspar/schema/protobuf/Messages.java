package io.kaspar.schema.protobuf;

import io.kaspar.schema.protobuf.model.MessageType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Finds messages below another one. */
final class Messages {
    private Messages() {}

    static MessageType find(MessageType root, String fullName) {
        Deque<MessageType> open = new ArrayDeque<>(Set.of(root));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            MessageType message = open.pop();
            if (message.fullName().equals(fullName)) {
                return message;
            }
            if (seen.add(message.fullName())) {
                message.fields().forEach(field -> field.type().message().ifPresent(open::push));
            }
        }
        throw new IllegalArgumentException(fullName);
    }
}
