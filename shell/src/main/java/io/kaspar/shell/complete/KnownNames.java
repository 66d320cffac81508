package io.kaspar.shell.complete;

import java.util.List;

/** The names that statements can use. What cannot be told soon is left out. */
public interface KnownNames {
    List<String> catalogs();

    /** Tables of a namespace; of the current one when it is empty. */
    List<String> tables(List<String> namespace);

    /** A table's columns; none when there is no such table. */
    List<NamedColumn> columns(List<String> table);
}
