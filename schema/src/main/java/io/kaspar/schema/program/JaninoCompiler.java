package io.kaspar.schema.program;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.commons.compiler.InternalCompilerException;
import org.codehaus.janino.SimpleCompiler;

/** Compiles generated source with Janino, which Spark brings. The only class that knows it. */
final class JaninoCompiler {
    private static final int TARGET_VERSION = 8;

    private JaninoCompiler() {}

    /**
     * Compiles a decoder, and loads it as a hidden class of this package: it may use what the package may, lives where
     * this class lives whatever loader that is, and goes when nobody uses it any more.
     */
    static DecoderClasses.Maker compile(String source) throws DecoderCompilationException {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> decoder = lookup.defineHiddenClass(byteCode(source), true).lookupClass();
            MethodHandle constructor = lookup.findConstructor(
                            decoder, MethodType.methodType(void.class, Object[].class))
                    .asFixedArity()
                    .asType(MethodType.methodType(GeneratedDecoder.class, Object[].class));
            return constants -> make(constructor, constants);
        } catch (CompileException | InternalCompilerException | ReflectiveOperationException e) {
            throw new DecoderCompilationException(e);
        }
    }

    static byte[] byteCode(String source) throws CompileException {
        SimpleCompiler compiler = new SimpleCompiler();
        compiler.setParentClassLoader(JaninoCompiler.class.getClassLoader());
        compiler.setTargetVersion(TARGET_VERSION);
        compiler.cook(source);
        Map<String, byte[]> classes = compiler.getBytecodes();
        if (classes.size() != 1) {
            throw new IllegalStateException("a decoder is one class: " + classes.keySet());
        }
        return classes.values().iterator().next();
    }

    private static GeneratedDecoder make(MethodHandle constructor, Object[] constants) {
        try {
            return (GeneratedDecoder) constructor.invokeExact(constants);
        } catch (Throwable e) { // What invokeExact declares; the constructors only assign fields.
            throw new IllegalStateException("a generated decoder cannot be made", e);
        }
    }
}
