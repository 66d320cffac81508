package io.kaspar.catalog.options;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes all options as Markdown, for the documentation: a heading and a table for each theme. */
final class OptionTable {
    private OptionTable() {}

    /** The tables, a line each, without anything around them. */
    static List<String> markdownLines() {
        return Stream.of(OptionTheme.values()).flatMap(OptionTable::lines).toList();
    }

    private static Stream<String> lines(OptionTheme theme) {
        Stream<String> head = Stream.of(
                "### " + theme.title(),
                "",
                "| Option | Default | Values | Where | What it does |",
                "|---|---|---|---|---|");
        Stream<String> rows = theme.options().stream().map(OptionTable::row);
        return Stream.of(head, rows, Stream.of("")).flatMap(lines -> lines);
    }

    private static String row(KasparOption option) {
        String defaultText = option.defaultText().isEmpty() ? "" : "`" + option.defaultText() + "`";
        String scopes = option.scopes().stream().map(OptionScope::word).collect(Collectors.joining(", "));
        return "| `" + option.optionName() + "` | " + defaultText + " | " + option.allowed() + " | " + scopes + " | "
                + option.documentation() + " |";
    }
}
