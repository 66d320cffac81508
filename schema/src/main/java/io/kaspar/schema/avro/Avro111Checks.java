package io.kaspar.schema.avro;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.apache.avro.Schema;

/**
 * By names, since this is compiled with Avro 1.12. The parser's switch is a method that 1.12 has no more. What is checked of copies
 * is kept per thread in fields that nothing public sets.
 */
final class Avro111Checks implements AvroChecks {
    private final Method setValidate;
    private final ThreadLocal<Boolean> names;
    private final ThreadLocal<Boolean> defaults;

    Avro111Checks() {
        try {
            setValidate = Schema.Parser.class.getMethod("setValidate", boolean.class);
            names = threadLocal("validateNames");
            defaults = threadLocal("VALIDATE_DEFAULTS");
        } catch (ReflectiveOperationException e) {
            throw unknownAvro(e);
        }
    }

    @SuppressWarnings("unchecked") // as Avro 1.11 declares it
    private static ThreadLocal<Boolean> threadLocal(String name) throws ReflectiveOperationException {
        Field field = Schema.class.getDeclaredField(name);
        field.setAccessible(true);
        return (ThreadLocal<Boolean>) field.get(null);
    }

    @Override
    public Schema.Parser parser() {
        Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
        try {
            setValidate.invoke(parser, false);
            return parser;
        } catch (ReflectiveOperationException e) {
            throw unknownAvro(e);
        }
    }

    @Override
    public <T, E extends Exception> T without(Work<T, E> work) throws E {
        boolean namesBefore = names.get();
        boolean defaultsBefore = defaults.get();
        try {
            names.set(false);
            defaults.set(false);
            return work.run();
        } finally {
            names.set(namesBefore);
            defaults.set(defaultsBefore);
        }
    }

    private static IllegalStateException unknownAvro(ReflectiveOperationException cause) {
        return new IllegalStateException(
                "the class path has an Avro that is neither 1.12 nor 1.11, Spark's own: is another one among the jars that were added?",
                cause);
    }
}
