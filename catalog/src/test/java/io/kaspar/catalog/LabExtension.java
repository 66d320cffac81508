package io.kaspar.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Lab}, which is closed when all of them have run. */
final class LabExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class;
    }

    @Override
    public Lab resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Lab.class))
                .getOrComputeIfAbsent(Lab.class, LabExtension::open, Lab.class);
    }

    private static Lab open(Class<Lab> type) {
        try {
            return new Lab();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
