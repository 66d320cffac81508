package io.kaspar.catalog;

import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.internal.SQLConf;

/**
 * Says that there is no such table.
 *
 * <p>After a {@link NoSuchTableException} Spark takes {@code kaspar.orders} for a file to be read by the format
 * {@code kaspar}, of which there is one (SPARK's direct query on files), and then complains about that instead. So where
 * the catalog is called as the format, the error that Spark would have come to is thrown at once. Where there is something
 * to say about it, as names of topics that are nearly the same, that is done at once too: Spark shows no message of a {@link NoSuchTableException}.
 */
final class MissingTable {
    /** With this Spark looks in other places, after a catalog said that it has no such table. */
    private static final String LOOKS_FURTHER = "spark.sql.path.enabled";

    private MissingTable() {}

    /**
     * Always throws.
     *
     * @param hint why, or which one may be meant, in a clause; empty when nobody knows
     */
    static NoSuchTableException error(String catalog, Identifier identifier, String hint) throws NoSuchTableException {
        boolean looksLikeAFile =
                identifier.namespace().length == 0 && catalog.equalsIgnoreCase(KasparTableProvider.SHORT_NAME);
        boolean looksFurther = Boolean.parseBoolean(SQLConf.get().getConfString(LOOKS_FURTHER, "false"));
        if (looksLikeAFile || (!hint.isEmpty() && !looksFurther)) {
            throw MissingTable.<RuntimeException>unchecked(notFound(catalog, identifier, hint));
        }
        throw new NoSuchTableException(identifier);
    }

    private static AnalysisException notFound(String catalog, Identifier identifier, String hint) {
        return new AnalysisException(
                "TABLE_OR_VIEW_NOT_FOUND",
                MessageParameters.of(
                        "relationName",
                        Unsupported.quoted(catalog, identifier) + (hint.isEmpty() ? "" : " (" + hint + ")"),
                        "searchPath",
                        catalog));
    }

    /** Spark catches {@code NoSuchTableException} only, but declares nothing else. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the way to throw what is not declared
    private static <E extends Exception> E unchecked(Exception exception) throws E {
        throw (E) exception;
    }
}
