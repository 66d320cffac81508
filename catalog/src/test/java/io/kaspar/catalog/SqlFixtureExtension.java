package io.kaspar.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link SqlFixture}, which is closed when all of them have run. */
final class SqlFixtureExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SqlFixture.class;
    }

    @Override
    public SqlFixture resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SqlFixture.class))
                .getOrComputeIfAbsent(SqlFixture.class, SqlFixtureExtension::open, SqlFixture.class);
    }

    private static SqlFixture open(Class<SqlFixture> type) {
        try {
            return new SqlFixture();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
