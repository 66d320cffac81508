package io.kaspar.catalog.procedure;

import io.kaspar.catalog.metadata.ClusterMetadata;
import io.kaspar.schema.line.SinceSpark;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;

/** All procedures of a catalog. Tables have another place for names: a topic {@code system.x} is not hidden by them. */
@SinceSpark("4.0")
public final class Procedures {
    private final List<UnboundProcedure> procedures;

    public Procedures(List<UnboundProcedure> procedures) {
        this.procedures = List.copyOf(procedures);
    }

    /** The procedure that is called so; empty when there is none. */
    public Optional<UnboundProcedure> find(Identifier identifier) {
        return procedures.stream()
                .filter(procedure -> ClusterMetadata.isSystem(identifier.namespace())
                        && procedure.name().equalsIgnoreCase(identifier.name()))
                .findFirst();
    }

    /** Procedures of a namespace; the empty namespace lists all. */
    public Identifier[] list(String[] namespace) {
        return procedures.stream()
                .filter(procedure -> namespace.length == 0 || ClusterMetadata.isSystem(namespace))
                .map(procedure -> Identifier.of(new String[] {ClusterMetadata.NAMESPACE}, procedure.name()))
                .toArray(Identifier[]::new);
    }
}
