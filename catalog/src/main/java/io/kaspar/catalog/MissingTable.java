package io.kaspar.catalog;

import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Identifier;

/**
 * Says that there is no such table.
 *
 * <p>After a {@link NoSuchTableException} Spark takes {@code kaspar.orders} for a file to be read by the format
 * {@code kaspar}, of which there is one (SPARK's direct query on files), and then complains about that instead. So where
 * the catalog is called as the format, the error that Spark would have come to is thrown at once.
 */
final class MissingTable {
    private MissingTable() {}

    /** Always throws. */
    static NoSuchTableException error(String catalog, Identifier identifier) throws NoSuchTableException {
        boolean looksLikeAFile =
                identifier.namespace().length == 0 && catalog.equalsIgnoreCase(KasparTableProvider.SHORT_NAME);
        if (looksLikeAFile) {
            throw MissingTable.<RuntimeException>unchecked(notFound(catalog, identifier));
        }
        throw new NoSuchTableException(identifier);
    }

    private static AnalysisException notFound(String catalog, Identifier identifier) {
        return new AnalysisException(
                "TABLE_OR_VIEW_NOT_FOUND",
                MessageParameters.of(
                        "relationName", "`" + catalog + "`.`" + identifier.name() + "`", "searchPath", catalog));
    }

    /** Spark catches {@code NoSuchTableException} only, but declares nothing else. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the way to throw what is not declared
    private static <E extends Exception> E unchecked(Exception exception) throws E {
        throw (E) exception;
    }
}
