package io.kaspar.catalog;

import java.util.Set;

/**
 * Notices that Spark loads a table only to name it in a list, as {@code spark.catalog.listTables()} does with each of its tables: it
 * wants to know a table's comment and whether it is external, and nothing of its columns. Spark tells a catalog nothing of that, so
 * the callers are looked at.
 */
final class ListingTools {
    private static final Set<String> CATALOG_API = Set.of(
            "org.apache.spark.sql.internal.CatalogImpl", // until Spark 4.0
            "org.apache.spark.sql.classic.Catalog");
    private static final String LISTS = "listTables";

    private ListingTools() {}

    /** Whether this thread makes such a list now. */
    static boolean areCalling() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> CATALOG_API.contains(frame.getClassName())
                        && frame.getMethodName().equals(LISTS)));
    }
}
