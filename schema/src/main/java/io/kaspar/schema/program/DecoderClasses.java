package io.kaspar.schema.program;

import io.kaspar.schema.format.SchemaException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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

    /** About the bytes that classes take, which is less than their source. */
    private static final long MAX_WEIGHT = 64L << 20;

    /** Source that a task waits for: about a hundred columns, 0.8 s in a JVM that has compiled nothing yet. */
    static final int MAX_AWAITED_LENGTH = 100_000;

    private final ClassCompiler compiler;

    /** By a hash of their source, which itself can be megabytes long. */
    private final BoundedCache<String, Optional<Maker>> makers = new BoundedCache<>(MAX_WEIGHT);

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

    /**
     * Something that does the same as the steps, faster; nothing where that cannot be had, which is logged once.
     *
     * @param background compiles what takes long; until it is done the steps go on
     */
    CompletableFuture<Optional<GeneratedDecoder>> decoder(String format, Step program, Executor background) {
        Optional<DecoderSource.Generated> generated = source(format, program);
        if (generated.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String source = generated.get().source();
        Object[] constants = generated.get().constants().toArray();
        return CompletableFuture.supplyAsync(
                () -> maker(format, source).map(maker -> maker.make(constants)),
                source.length() <= MAX_AWAITED_LENGTH ? Runnable::run : background);
    }

    private static Optional<DecoderSource.Generated> source(String format, Step program) {
        try {
            return DecoderSource.of(program);
        } catch (StackOverflowError e) { // To Spark it would be the end of the executor.
            LOG.warn(
                    "{} payloads are decoded without generated code, several times slower: the schema is too deep",
                    format,
                    e);
            return Optional.empty();
        }
    }

    private Optional<Maker> maker(String format, String source) {
        try {
            return makers.get(hash(source), source.length(), key -> compile(format, source));
        } catch (SchemaException e) {
            throw new IllegalStateException(e); // compile throws none
        }
    }

    private static String hash(String source) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private Optional<Maker> compile(String format, String source) {
        LOG.debug("A decoder's source:\n{}", source);
        try {
            return Optional.of(compiler.compile(source));
        } catch (DecoderCompilationException | LinkageError | StackOverflowError e) {
            LOG.warn(
                    "{} payloads are decoded without generated code, several times slower: {}",
                    format,
                    e.toString(),
                    e);
            return Optional.empty();
        }
    }
}
