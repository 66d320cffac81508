package io.kaspar.shell;

import java.util.Locale;
import java.util.Optional;

/** What the prompt itself understands, with or without a semicolon. */
enum PromptCommand {
    HELP,
    QUIT,
    EXIT;

    static boolean isOne(String line) {
        return parse(line).isPresent();
    }

    static Optional<PromptCommand> parse(String line) {
        String word = line.strip().replaceAll("\\s*;+$", "").toUpperCase(Locale.ROOT);
        for (PromptCommand command : values()) {
            if (command.name().equals(word)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }
}
