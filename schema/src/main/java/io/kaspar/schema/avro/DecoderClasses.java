package io.kaspar.schema.avro;

import io.kaspar.schema.format.SchemaException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns steps into compiled classes, the same for the same source: what the JVM has learnt of one in a task is good for
 * the next. Keeps those used last. Thread-safe.
 */
final class DecoderClasses {
    private static final Logger LOG = LoggerFactory.getLogger(DecoderClasses.class);

    /**
     * The one place for the whole JVM, against the rule that forbids it: Spark starts tasks in an executor without giving
     * them anything that outlives them, so what they share has no other home.
     */
    private static final DecoderClasses OF_THIS_JVM = new DecoderClasses(JaninoCompiler::compile);

    private final ClassCompiler compiler;
    private final BoundedCache<String, Optional<Maker>> makers = new BoundedCache<>();

    DecoderClasses(ClassCompiler compiler) {
        this.compiler = compiler;
    }

    static DecoderClasses ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** Compiles one class. */
    interface ClassCompiler {
        /** @throws DecoderCompilationException when the source cannot be compiled here */
        Maker compile(String source) throws DecoderCompilationException;
    }

    /** Makes instances of one class. */
    interface Maker {
        GeneratedDecoder make(Object[] constants);
    }

    /** Something that does the same as the steps, faster; nothing where that cannot be had, which is logged once. */
    Optional<GeneratedDecoder> decoder(Step program) {
        DecoderSource.Generated generated = DecoderSource.of(program);
        if (generated.isTooLong()) {
            return Optional.empty();
        }
        return maker(generated.source())
                .map(maker -> maker.make(generated.constants().toArray()));
    }

    private Optional<Maker> maker(String source) {
        try {
            return makers.get(source, this::compile);
        } catch (SchemaException e) {
            throw new IllegalStateException(e); // compile throws none
        }
    }

    private Optional<Maker> compile(String source) {
        LOG.debug("A decoder's source:\n{}", source);
        try {
            return Optional.of(compiler.compile(source));
        } catch (DecoderCompilationException | LinkageError e) {
            LOG.warn("Avro payloads are decoded without generated code, several times slower: {}", e.toString(), e);
            return Optional.empty();
        }
    }
}
