package io.kaspar.catalog.function;

import io.kaspar.catalog.metadata.ClusterMetadata;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;

/** All functions of a catalog. */
public final class CatalogFunctions {
    private final List<UnboundFunction> functions;

    public CatalogFunctions(List<UnboundFunction> functions) {
        this.functions = List.copyOf(functions);
    }

    /** The function that is called so, in whatever case; empty when there is none. */
    public Optional<UnboundFunction> find(Identifier identifier) {
        return functions.stream()
                .filter(function -> ClusterMetadata.isSystem(identifier.namespace())
                        && function.name().equalsIgnoreCase(identifier.name()))
                .findFirst();
    }

    /** Those of a namespace. */
    public Identifier[] list(String[] namespace) {
        return functions.stream()
                .filter(function -> ClusterMetadata.isSystem(namespace))
                .map(function -> Identifier.of(namespace, function.name()))
                .toArray(Identifier[]::new);
    }
}
