package io.kaspar.schema.protobuf;

import io.kaspar.schema.nesting.TypeCycles;
import io.kaspar.schema.protobuf.model.MessageType;
import io.kaspar.schema.protobuf.model.ProtoField;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which messages the messages of a schema hold, as far as they become structs. */
final class MessageParts {
    private final Map<String, MessageType> messages = new HashMap<>();

    private MessageParts() {}

    /** The cycles of a message and of all below it; a {@link StackOverflowError} for types too deep inside each other. */
    static TypeCycles cyclesIn(MessageType root) {
        MessageParts parts = new MessageParts();
        parts.messages.put(root.fullName(), root);
        return TypeCycles.of(List.of(root.fullName()), parts::of);
    }

    private Set<String> of(String name) {
        Set<String> held = new LinkedHashSet<>();
        MessageType holder = messages.get(name);
        for (ProtoField field : holder == null ? List.<ProtoField>of() : holder.fields()) {
            Optional<MessageType> message = field.type().message();
            if (message.isPresent() && WellKnownType.of(message.get().fullName()) == WellKnownType.NONE) {
                messages.put(message.get().fullName(), message.get());
                held.add(message.get().fullName());
            }
        }
        return held;
    }
}
