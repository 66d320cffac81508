package io.kaspar.catalog.options;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes all options as a Markdown table, for the documentation. */
public final class OptionTable {
    private OptionTable() {}

    /** The table, a line each, without anything around it. */
    public static List<String> markdownLines() {
        return Stream.concat(
                        Stream.of("| Option | Default | Values | Where | What it does |", "|---|---|---|---|---|"),
                        Stream.of(KasparOption.values()).map(OptionTable::row))
                .toList();
    }

    /** Prints the table, for whoever wants to paste it. */
    public static void main(String[] args) {
        markdownLines().forEach(System.out::println);
    }

    private static String row(KasparOption option) {
        String defaultText = option.defaultText().isEmpty() ? "" : "`" + option.defaultText() + "`";
        String scopes = option.scopes().stream().map(OptionScope::word).collect(Collectors.joining(", "));
        return "| `" + option.optionName() + "` | " + defaultText + " | " + option.allowed() + " | " + scopes + " | "
                + option.documentation() + " |";
    }
}
