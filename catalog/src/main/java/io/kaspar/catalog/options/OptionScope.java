package io.kaspar.catalog.options;

/** Where an option can be set. */
public enum OptionScope {
    /** For a whole catalog: {@code spark.sql.catalog.<catalog>.<option>}. */
    CATALOG("catalog"),
    /** For one topic of a catalog: {@code spark.sql.catalog.<catalog>.topic.<topic>.<option>}. */
    TOPIC("topic"),
    /** For one reference in a query: {@code FROM t WITH ('<option>' = '…')} or {@code .option("<option>", …)}. */
    QUERY("query"),
    /** Only without a catalog: {@code format("kaspar")} and {@code USING kaspar}, which take every other option too. */
    SOURCE("source");

    private final String word;

    OptionScope(String word) {
        this.word = word;
    }

    /** The word for it in the option table. */
    public String word() {
        return word;
    }
}
