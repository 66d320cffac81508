package io.kaspar.shell.sql;

import java.util.List;
import java.util.Optional;

/** A table that a statement reads. */
public record NamedTable(List<String> parts, Optional<String> alias) {
    public NamedTable {
        parts = List.copyOf(parts);
    }

    /** Whether columns can be named with this before them: the alias where there is one, or else the end of the table's name. */
    public boolean isCalled(List<String> qualifier) {
        if (alias.isPresent()) {
            return qualifier.size() == 1 && qualifier.get(0).equalsIgnoreCase(alias.get());
        }
        int more = parts.size() - qualifier.size();
        return more >= 0 && parts.subList(more, parts.size()).equals(qualifier);
    }

    /** The shortest name that columns can have before them. */
    public String shortName() {
        return alias.orElse(parts.get(parts.size() - 1));
    }
}
