package io.kaspar.catalog.procedure.view;

import io.kaspar.catalog.options.OptionException;
import io.kaspar.schema.line.SinceSpark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTableType;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.classic.SparkSession;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** A database of the session's own catalog, which is in memory or in a Hive metastore. */
@SinceSpark("4.0")
public final class SessionViews implements ViewStore {
    private static final String SESSION_CATALOG = "spark_catalog";

    private final SparkSession session;
    private final String database;

    private SessionViews(SparkSession session, String database) {
        this.session = session;
        this.database = database;
    }

    /**
     * A database that is there: a misspelt name shall make none, and who owns a database and where it lies is for its owner to say.
     *
     * @throws OptionException when it is not there
     */
    public static SessionViews of(org.apache.spark.sql.SparkSession session, String database) {
        SessionViews views = new SessionViews((SparkSession) session, database);
        if (!views.catalog().databaseExists(database)) {
            throw new OptionException("there is no database " + database
                    + " in the session's catalog, where the views shall be; CREATE DATABASE " + SESSION_CATALOG + "."
                    + ViewDefinition.quoted(database) + " makes it");
        }
        return views;
    }

    private SessionCatalog catalog() {
        return session.sessionState().catalog();
    }

    @Override
    public Map<String, ExistingView> all() {
        Map<String, ExistingView> all = new HashMap<>();
        CollectionConverters.asJava(catalog().listTables(database, "*", false))
                .forEach(table -> all.put(table.table(), ExistingView.FOREIGN));
        try {
            Seq<TableIdentifier> views = CollectionConverters.asScala(
                            CollectionConverters.asJava(catalog().listViews(database, "*")).stream()
                                    .filter(view -> view.database().isDefined() && all.containsKey(view.table()))
                                    .toList())
                    .toSeq();
            CollectionConverters.asJava(catalog().getTablesByName(views))
                    .forEach(view -> all.put(view.identifier().table(), marks(view)));
        } catch (NoSuchNamespaceException e) {
            throw new IllegalStateException("the database " + database + " was dropped meanwhile", e);
        }
        return all;
    }

    private static ExistingView marks(CatalogTable table) {
        return table.tableType().equals(CatalogTableType.VIEW())
                ? ExistingView.of(CollectionConverters.asJava(table.properties()))
                : ExistingView.FOREIGN;
    }

    @Override
    public Optional<String> put(String name, ViewDefinition definition) {
        return run(definition.statement(quoted(name)));
    }

    @Override
    public Optional<String> drop(String name) {
        return run("DROP VIEW IF EXISTS " + quoted(name));
    }

    private String quoted(String name) {
        return SESSION_CATALOG + "." + ViewDefinition.quoted(List.of(database, name));
    }

    private Optional<String> run(String statement) {
        try {
            runStatement(statement);
            return Optional.empty();
        } catch (AnalysisException e) {
            return Optional.of(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Throws what Scala need not declare. */
    private void runStatement(String statement) throws AnalysisException {
        session.sql(statement);
    }
}
