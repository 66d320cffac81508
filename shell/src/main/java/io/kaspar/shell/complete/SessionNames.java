package io.kaspar.shell.complete;

import io.kaspar.shell.sql.SqlName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.types.StructField;
import scala.jdk.javaapi.CollectionConverters;

/** The names that a session knows. Clusters and registries are asked in the background, and may be away. */
public final class SessionNames implements KnownNames {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FRESHNESS = Duration.ofSeconds(10);
    private static final String CATALOG_KEY = "spark.sql.catalog.";

    private final SparkSession spark;
    private final SlowAnswers<List<String>> tables;
    private final SlowAnswers<List<NamedColumn>> columns;

    public SessionNames(SparkSession spark) {
        this.spark = spark;
        Executor background = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "kaspar-completion");
            thread.setDaemon(true); // a question to a cluster that is away must not keep the prompt from ending
            return thread;
        });
        this.tables = new SlowAnswers<>(background, PATIENCE, FRESHNESS, System::nanoTime);
        this.columns = new SlowAnswers<>(background, PATIENCE, FRESHNESS, System::nanoTime);
    }

    @Override
    public List<String> catalogs() {
        return CollectionConverters.asJava(spark.conf().getAll()).keySet().stream()
                .filter(key -> key.startsWith(CATALOG_KEY))
                .map(key -> key.substring(CATALOG_KEY.length()))
                .filter(name -> !name.contains("."))
                .sorted()
                .toList();
    }

    @Override
    public List<String> tables(List<String> namespace) {
        String question = question(namespace);
        return tables.get(here() + question, answer(question)).orElse(List.of());
    }

    /** Asks for the tables of a namespace, so that the first Tab has them: a session's first question takes long. */
    public void askAhead(List<String> namespace) {
        String question = question(namespace);
        tables.askAhead(here() + question, answer(question));
    }

    private static String question(List<String> namespace) {
        return namespace.isEmpty() ? "SHOW TABLES" : "SHOW TABLES IN " + SqlName.written(namespace);
    }

    private Supplier<List<String>> answer(String question) {
        return inSession(() -> spark.sql(question).collectAsList().stream()
                .map((Row row) -> row.getString(1))
                .toList());
    }

    @Override
    public List<NamedColumn> columns(List<String> table) {
        String name = SqlName.written(table);
        return columns.get(here() + name, inSession(() -> columnsOf((Dataset<Row>) spark.table(name))))
                .orElse(List.of());
    }

    private static List<NamedColumn> columnsOf(Dataset<Row> table) {
        List<NamedColumn> columns = new ArrayList<>();
        for (StructField field : table.schema().fields()) {
            columns.add(new NamedColumn(field.name(), field.dataType(), false));
        }
        for (Attribute hidden :
                CollectionConverters.asJava(table.queryExecution().analyzed().metadataOutput())) {
            columns.add(new NamedColumn(hidden.name(), hidden.dataType(), true));
        }
        return columns;
    }

    /** Names mean something else after {@code USE}. */
    private String here() {
        return spark.catalog().currentCatalog() + " " + spark.catalog().currentDatabase() + " ";
    }

    private <T> Supplier<T> inSession(Supplier<T> asking) {
        return () -> {
            SparkSession.setActiveSession(spark);
            return asking.get();
        };
    }
}
