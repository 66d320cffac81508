package io.kaspar.catalog.procedure;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.DeliveryOptions;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.schema.line.SinceSpark;
import io.kaspar.writer.WriteException;
import io.kaspar.writer.transaction.RecoveredWrite;
import io.kaspar.writer.transaction.WriteRecovery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code CALL system.recover_writes()}: finishes writes with exactly-once delivery whose drivers died. */
@SinceSpark("4.0")
public final class RecoverWrites extends DriverProcedure {
    /** As it is called, in the namespace {@code system}. */
    public static final String NAME = "recover_writes";

    private static final ProcedureParameter WRITE_ID = ProcedureParameter.in("write_id", DataTypes.StringType)
            .defaultValue("NULL")
            .comment(
                    "also abort what this write left open, and let its driver decide nothing more: the option write.id, or"
                            + " the id of the query")
            .build();

    private static final StructType RESULT = new StructType()
            .add("topic", DataTypes.StringType, false)
            .add("write_id", DataTypes.StringType, false)
            .add("kind", DataTypes.StringType, false)
            .add("outcome", DataTypes.StringType, false)
            .add("transactions", DataTypes.IntegerType, false)
            .add("detail", DataTypes.StringType);

    private final CatalogOptions options;

    public RecoverWrites(CatalogOptions options) {
        super(NAME, RESULT, WRITE_ID);
        this.options = options;
    }

    @Override
    public String description() {
        return "Commits what writes with delivery=exactly-once had decided when their drivers died. With a write's name, as in"
                + " recover_writes(write_id => '2026-11-28'), it ends that write alone, and aborts what it left open. A row for"
                + " each write for which there was something to do.";
    }

    @Override
    List<Row> rows(InternalRow arguments) {
        String writeId = arguments.isNullAt(0) ? "" : text(arguments, 0);
        return recover(writeId).stream().map(RecoverWrites::row).toList();
    }

    private List<RecoveredWrite> recover(String writeId) {
        if (options.cluster().isOffline()) {
            throw new OptionException("recover_writes asks brokers, but this catalog reads the copied directories of"
                    + " log.dirs; set kafka.bootstrap.servers to read a cluster");
        }
        DeliveryOptions delivery = options.topic("").forWrite(Map.of()).delivery();
        try (WriteRecovery recovery = WriteRecovery.open(delivery.cluster(options.cluster()))) {
            return writeId.isEmpty() ? recovery.commitDecided() : recovery.end(delivery.idPrefix(), writeId);
        } catch (WriteException e) {
            throw new ClusterException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Row row(RecoveredWrite recovered) {
        return RowFactory.create(
                recovered.write().topic(),
                recovered.write().writeId(),
                recovered.write().kind().text(),
                recovered.outcome().name().toLowerCase(Locale.ROOT),
                recovered.transactions(),
                recovered.detail().isEmpty() ? null : recovered.detail());
    }
}
