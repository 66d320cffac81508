package io.kaspar.shell;

import io.kaspar.shell.complete.KnownNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jline.builtins.Completers;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes the prompt's own commands and what stands behind them; all other lines are SQL. */
final class CommandCompleter implements Completer {
    private static final List<String> ON_OR_OFF = List.of("on", "off");
    private static final List<String> MODES = List.of("append", "complete", "update");
    private static final List<String> TRIGGERS = List.of("available-now");

    private final KnownNames names;
    private final Completer sql;
    private final Completer files = new Completers.FileNameCompleter();

    CommandCompleter(KnownNames names, Completer sql) {
        this.names = names;
        this.sql = sql;
    }

    @Override
    public void complete(LineReader lines, ParsedLine line, List<Candidate> candidates) {
        if (!PromptCommand.isMarked(line.line())) {
            sql.complete(lines, line, candidates);
            return;
        }
        String start = line.word().substring(0, line.wordCursor());
        if (line.wordIndex() == 0) {
            add(PromptCommand.MARKED, start, candidates);
        } else if (line.wordIndex() == 1) {
            switch (line.words().get(0)) {
                case "\\d" -> add(tables(start), start, candidates);
                case ".timer", ".pager" -> add(ON_OR_OFF, start, candidates);
                case ".mode" -> add(MODES, start, candidates);
                case ".trigger" -> add(TRIGGERS, start, candidates);
                case ".output" -> addFiles(lines, line, start, candidates);
                default -> {}
            }
        }
    }

    /** Names as {@code \d} takes them: without quotes, and topics without their catalog. */
    private Set<String> tables(String start) {
        Set<String> tables = new LinkedHashSet<>(names.tables(List.of()));
        tables.addAll(names.tables(List.of(ShellSessions.CATALOG)));
        for (String catalog : names.catalogs()) {
            if (start.startsWith(catalog + ".")) {
                names.tables(List.of(catalog)).forEach(table -> tables.add(catalog + "." + table));
            }
        }
        return tables;
    }

    private static void add(Iterable<String> offered, String start, List<Candidate> candidates) {
        for (String text : offered) {
            if (text.toLowerCase(Locale.ROOT).startsWith(start.toLowerCase(Locale.ROOT))) {
                candidates.add(new Candidate(text));
            }
        }
    }

    /** The line editor's own completer offers all that is in a folder. */
    private void addFiles(LineReader lines, ParsedLine line, String start, List<Candidate> candidates) {
        List<Candidate> inFolder = new ArrayList<>();
        files.complete(lines, line, inFolder);
        inFolder.stream().filter(file -> file.value().startsWith(start)).forEach(candidates::add);
    }
}
