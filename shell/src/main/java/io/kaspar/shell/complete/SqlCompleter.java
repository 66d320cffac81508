package io.kaspar.shell.complete;

import io.kaspar.shell.sql.NamedTable;
import io.kaspar.shell.sql.SqlName;
import io.kaspar.shell.sql.TypedStatement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/** Completes the words of SQL, the names of catalogs and tables, and those of the columns of the tables that a statement names. */
public final class SqlCompleter implements Completer {
    private static final int LONGEST_TYPE = 40;

    private final KnownNames names;

    public SqlCompleter(KnownNames names) {
        this.names = names;
    }

    @Override
    public void complete(LineReader lines, ParsedLine line, List<Candidate> candidates) {
        TypedStatement statement = TypedStatement.at(line.line(), line.cursor());
        new Offer(statement, candidates).make();
    }

    /** What is offered at one place of one statement. */
    private final class Offer {
        private final TypedStatement statement;
        private final List<Candidate> candidates;
        private final boolean isQuoted;
        private final String start;

        Offer(TypedStatement statement, List<Candidate> candidates) {
            this.statement = statement;
            this.candidates = candidates;
            this.isQuoted = statement.typed().startsWith("`");
            this.start = (isQuoted ? statement.typed().substring(1) : statement.typed()).toLowerCase(Locale.ROOT);
        }

        void make() {
            switch (statement.place()) {
                case NOTHING -> {}
                case CATALOG -> catalogs("");
                case TABLE -> tables();
                case EXPRESSION -> {
                    if (statement.qualifier().isEmpty()) {
                        anything();
                    } else {
                        qualified();
                    }
                }
            }
        }

        private void tables() {
            if (statement.qualifier().isEmpty()) {
                catalogs(".");
            }
            names.tables(statement.qualifier()).forEach(table -> addName(table, "", null, true));
        }

        private void catalogs(String suffix) {
            if (statement.qualifier().isEmpty()) {
                names.catalogs().forEach(catalog -> addName(catalog, suffix, null, suffix.isEmpty()));
            }
        }

        private void anything() {
            for (NamedTable table : statement.tables()) {
                addName(table.shortName(), ".", null, false);
                // Kafka's facts are many, and the same in each table: they come when the first letter is there.
                names.columns(table.parts()).stream()
                        .filter(column -> !column.isHidden() || !start.isEmpty())
                        .forEach(column -> addColumn(column.name(), column.type()));
            }
            catalogs(".");
            if (!isQuoted) {
                words();
            }
        }

        /** A column of a table or alias, a field of a column, or else a table of a catalog. */
        private void qualified() {
            List<String> qualifier = statement.qualifier();
            for (NamedTable table : statement.tables()) {
                for (int size = 0; size <= qualifier.size(); size++) {
                    if (size == 0 || table.isCalled(qualifier.subList(0, size))) {
                        fields(names.columns(table.parts()), qualifier.subList(size, qualifier.size()), size > 0);
                    }
                }
            }
            if (candidates.isEmpty() && names.catalogs().contains(qualifier.get(0))) {
                tables();
            }
        }

        private void fields(List<NamedColumn> columns, List<String> path, boolean isNamed) {
            if (path.isEmpty()) {
                if (isNamed) {
                    columns.forEach(column -> addColumn(column.name(), column.type()));
                }
                return;
            }
            columns.stream()
                    .filter(column -> column.name().equalsIgnoreCase(path.get(0)))
                    .findFirst()
                    .flatMap(column -> fieldAt(column.type(), path.subList(1, path.size())))
                    .ifPresent(fields ->
                            List.of(fields.fields()).forEach(field -> addColumn(field.name(), field.dataType())));
        }

        private static Optional<StructType> fieldAt(DataType type, List<String> path) {
            if (!(type instanceof StructType fields)) {
                return Optional.empty();
            }
            if (path.isEmpty()) {
                return Optional.of(fields);
            }
            return List.of(fields.fields()).stream()
                    .filter(field -> field.name().equalsIgnoreCase(path.get(0)))
                    .findFirst()
                    .flatMap(field -> fieldAt(field.dataType(), path.subList(1, path.size())));
        }

        private void words() {
            boolean isLower = statement.typed().equals(start);
            for (String word : SqlWords.ALL) {
                String written = isLower && !start.isEmpty() ? word.toLowerCase(Locale.ROOT) : word;
                if (written.toLowerCase(Locale.ROOT).startsWith(start)) {
                    candidates.add(new Candidate(written, written, null, null, null, null, !word.endsWith("(")));
                }
            }
        }

        private void addColumn(String name, DataType type) {
            String text = type.simpleString();
            String shown = text.length() > LONGEST_TYPE ? text.substring(0, LONGEST_TYPE - 1) + "…" : text;
            addName(name, "", shown, false);
        }

        private void addName(String name, String suffix, @Nullable String note, boolean isWhole) {
            if (name.toLowerCase(Locale.ROOT).startsWith(start)) {
                String written = (isQuoted ? SqlName.quoted(name) : SqlName.written(name)) + suffix;
                candidates.add(new Candidate(written, written, null, note, null, null, isWhole));
            }
        }
    }
}
