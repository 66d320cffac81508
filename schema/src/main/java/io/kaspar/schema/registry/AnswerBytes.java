package io.kaspar.schema.registry;

import io.kaspar.schema.format.SchemaText;
import java.util.List;
import java.util.Optional;

/** How much memory answers of a registry take, about: what their texts take, and nothing else. */
final class AnswerBytes {
    private AnswerBytes() {}

    static long ofNames(List<String> names) {
        return names.stream().mapToLong(AnswerBytes::of).sum();
    }

    static long ofNumbers(List<Integer> numbers) {
        return (long) Integer.BYTES * numbers.size();
    }

    static long ofRegistered(Optional<RegisteredSchema> registered) {
        return registered.map(found -> of(found.schema())).orElse(0L);
    }

    static long ofText(Optional<SchemaText> text) {
        return text.map(AnswerBytes::of).orElse(0L);
    }

    static long ofUnresolved(UnresolvedSchema schema) {
        return of(schema.text());
    }

    private static long of(SchemaText text) {
        return of(text.text())
                + text.references().stream()
                        .mapToLong(reference -> of(reference.text()))
                        .sum();
    }

    private static long of(String text) {
        return (long) Character.BYTES * text.length();
    }
}
