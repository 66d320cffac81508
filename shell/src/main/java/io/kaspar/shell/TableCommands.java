package io.kaspar.shell;

import io.kaspar.shell.complete.KnownNames;
import io.kaspar.shell.sql.SqlName;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** The statements behind {@code \d}: topics need no catalog in front of them, and no quotes. */
record TableCommands(SparkSession spark, KnownNames names) {
    private static final String SESSION_CATALOG = "spark_catalog";
    private static final int MOST_PARTS_OF_SESSION = 2;

    /** Lists the tables of where one is, or all topics when that is the session's own catalog. */
    String list() {
        return isInSessionCatalog() ? "SHOW TABLES IN " + ShellSessions.CATALOG : "SHOW TABLES";
    }

    String describe(String table) {
        return "DESCRIBE EXTENDED " + SqlName.written(whole(SqlName.parts(table)));
    }

    private List<String> whole(List<String> parts) {
        boolean hasCatalog = parts.size() > 1 && names.catalogs().contains(parts.get(0));
        if (hasCatalog || !isInSessionCatalog() || isOfSession(parts)) {
            return parts;
        }
        List<String> whole = new ArrayList<>(List.of(ShellSessions.CATALOG));
        whole.addAll(parts);
        return whole;
    }

    /** Whether it is a view or table of the session's own catalog. */
    private boolean isOfSession(List<String> parts) {
        return parts.size() <= MOST_PARTS_OF_SESSION && spark.catalog().tableExists(SqlName.written(parts));
    }

    private boolean isInSessionCatalog() {
        return spark.catalog().currentCatalog().equals(SESSION_CATALOG);
    }
}
