package io.kaspar.catalog;

import io.kaspar.catalog.procedure.Procedures;
import io.kaspar.schema.line.SinceSpark;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.ProcedureCatalog;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableInfo;
import org.apache.spark.sql.connector.catalog.TableSummary;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a Kafka cluster as tables, and procedures to {@code CALL}:
 * {@code spark.sql.catalog.<name>=io.kaspar.catalog.KasparCatalog}.
 */
@SinceSpark("4.0")
public final class KasparCatalog extends KasparTableCatalog implements ProcedureCatalog {
    private @Nullable Procedures procedures;

    @Override
    public void initialize(String catalogName, CaseInsensitiveStringMap settings) {
        super.initialize(catalogName, settings);
        procedures = tables().procedures(catalogName);
    }

    private Procedures procedures() {
        if (procedures == null) {
            throw new IllegalStateException("the catalog is not initialized");
        }
        return procedures;
    }

    @Override
    @SinceSpark("4.1")
    public TableSummary[] listTableSummaries(String[] namespace) throws NoSuchNamespaceException {
        return Arrays.stream(listTables(namespace))
                .map(identifier -> TableSummary.of(identifier, TableSummary.EXTERNAL_TABLE_TYPE))
                .toArray(TableSummary[]::new);
    }

    /** The columns of the other table, and nothing else of it: partitions and settings are those of the statement. */
    @Override
    @SinceSpark("4.2")
    public Table createTableLike(Identifier identifier, TableInfo info, Table like) throws TableAlreadyExistsException {
        return create(identifier, ColumnTypes.of(like.columns()), new Transform[0], info.properties());
    }

    @Override
    public UnboundProcedure loadProcedure(Identifier identifier) {
        return procedures().find(identifier).orElseThrow(() -> Unsupported.procedure(name(), identifier));
    }

    @Override
    public Identifier[] listProcedures(String[] namespace) {
        return procedures().list(namespace);
    }
}
