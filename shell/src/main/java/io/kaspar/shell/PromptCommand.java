package io.kaspar.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the prompt itself understands, with or without a semicolon. */
sealed interface PromptCommand {
    /** What a person can be told to type when something is not understood. */
    String HELP_HINT = "; help lists all commands";

    /** What the marked ones are called, those that Tab offers. */
    List<String> MARKED =
            List.of("\\d", "\\streams", ".help", ".mode", ".output", ".pager", ".quit", ".timer", ".trigger");

    /** What can be done. */
    record Help() implements PromptCommand {}

    /** The end of the prompt. */
    record Quit() implements PromptCommand {}

    /** Whether statements say how long they took. */
    record Timer(boolean isOn) implements PromptCommand {}

    /** Whether long results are shown page by page. */
    record Paging(boolean isOn) implements PromptCommand {}

    /** Where results go: into a file, or to the screen. */
    record Output(Optional<Path> file) implements PromptCommand {}

    /** A list of tables. */
    record Tables() implements PromptCommand {}

    /** A table's columns and facts. */
    record Describe(String table) implements PromptCommand {}

    /** A list of the streams that were run. */
    record Streams() implements PromptCommand {}

    /** How often streams look for records, and whether they end; the usual when it is empty. */
    record Triggered(String trigger) implements PromptCommand {}

    /** Which rows of streams come out; what the query allows when it is empty. */
    record Mode(String mode) implements PromptCommand {}

    /** Nothing that can be done. */
    record Unclear(String complaint) implements PromptCommand {}

    /** Whether it begins as no SQL does. */
    static boolean isMarked(String line) {
        String text = line.stripLeading();
        return text.startsWith(".") || text.startsWith("\\");
    }

    static boolean isOne(String line) {
        return parse(line).isPresent();
    }

    /** Nothing when the line is SQL, or the beginning of it. */
    static Optional<PromptCommand> parse(String line) {
        String text = line.strip().replaceAll("\\s*;+$", "");
        String[] words = text.split("\\s+", 2);
        String argument = words.length > 1 ? words[1] : "";
        if (!isMarked(text)) {
            return argument.isEmpty() ? word(text) : Optional.empty();
        }
        return Optional.of(marked(words[0], argument));
    }

    private static Optional<PromptCommand> word(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "help" -> Optional.of(new Help());
            case "quit", "exit" -> Optional.of(new Quit());
            default -> Optional.empty();
        };
    }

    private static PromptCommand marked(String name, String argument) {
        return switch (name) {
            case ".help", "\\?" -> new Help();
            case ".quit", ".exit", "\\q" -> new Quit();
            case ".timer" ->
                onOrOff(argument)
                        .<PromptCommand>map(Timer::new)
                        .orElseGet(() -> new Unclear(".timer wants on or off" + HELP_HINT));
            case ".pager" ->
                onOrOff(argument)
                        .<PromptCommand>map(Paging::new)
                        .orElseGet(() -> new Unclear(".pager wants on or off" + HELP_HINT));
            case ".output" -> new Output(argument.isEmpty() ? Optional.empty() : Optional.of(file(argument)));
            case "\\streams" -> new Streams();
            case ".trigger" -> new Triggered(unquoted(argument));
            case ".mode" -> new Mode(unquoted(argument));
            case "\\d" -> argument.isEmpty() ? new Tables() : new Describe(argument);
            default -> new Unclear("there is no command " + name + HELP_HINT);
        };
    }

    private static Optional<Boolean> onOrOff(String argument) {
        return switch (argument.toLowerCase(Locale.ROOT)) {
            case "on" -> Optional.of(true);
            case "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A name as a shell understands it: in quotes, or from the home folder. */
    private static Path file(String argument) {
        String name = unquoted(argument);
        return name.startsWith("~/") ? Path.of(System.getProperty("user.home"), name.substring(2)) : Path.of(name);
    }

    private static String unquoted(String argument) {
        return argument.replaceAll("^(['\"])(.*)\\1$", "$2");
    }
}
