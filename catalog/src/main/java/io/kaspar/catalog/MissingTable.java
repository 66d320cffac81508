package io.kaspar.catalog;

import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.internal.SQLConf;

/**
 * Says that there is no such table.
 *
 * <p>After a {@link NoSuchTableException} Spark takes {@code kaspar.orders} for a file to be read by the format
 * {@code kaspar}, of which there is one (SPARK's direct query on files), and then complains about that instead. So where
 * the catalog is called as the format, the error that Spark would have come to is thrown at once. Where topics of nearly this name
 * are there, it names them: Spark shows no message of a {@link NoSuchTableException}.
 */
final class MissingTable {
    /** With this Spark looks in other places, after a catalog said that it has no such table. */
    private static final String LOOKS_FURTHER = "spark.sql.path.enabled";

    private MissingTable() {}

    /**
     * Always throws.
     *
     * @param near tables of nearly this name, as a query writes them
     */
    static NoSuchTableException error(String catalog, Identifier identifier, List<String> near)
            throws NoSuchTableException {
        boolean looksLikeAFile =
                identifier.namespace().length == 0 && catalog.equalsIgnoreCase(KasparTableProvider.SHORT_NAME);
        boolean looksFurther = Boolean.parseBoolean(SQLConf.get().getConfString(LOOKS_FURTHER, "false"));
        if (looksLikeAFile || (!near.isEmpty() && !looksFurther)) {
            throw MissingTable.<RuntimeException>unchecked(notFound(catalog, identifier, near));
        }
        throw new NoSuchTableException(identifier);
    }

    private static AnalysisException notFound(String catalog, Identifier identifier, List<String> near) {
        return new AnalysisException(
                "TABLE_OR_VIEW_NOT_FOUND",
                MessageParameters.of(
                        "relationName", Unsupported.quoted(catalog, identifier) + hint(near), "searchPath", catalog));
    }

    private static String hint(List<String> near) {
        return near.isEmpty() ? "" : " (did you mean " + String.join(", ", near) + "?)";
    }

    /** Spark catches {@code NoSuchTableException} only, but declares nothing else. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the way to throw what is not declared
    private static <E extends Exception> E unchecked(Exception exception) throws E {
        throw (E) exception;
    }
}
