package io.kaspar.examples;

import io.kaspar.shell.SampleSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands {@link SampleSession} to tests that ask for it: one for all test classes. */
public final class SampleSessions implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SampleSession.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(SampleSession.class, type -> start());
    }

    private static SampleSession start() {
        try {
            return SampleSession.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
