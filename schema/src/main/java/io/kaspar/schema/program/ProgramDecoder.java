package io.kaspar.schema.program;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs a compiled program over payloads. Bytes after the value are ignored, unless the program refuses them.
 *
 * <p>Single payloads, and the first of many, go through the steps; from then on a class generated from the steps takes many
 * payloads at once, where one can be had.
 */
public final class ProgramDecoder implements PayloadDecoder {
    /** So many payloads take about as long by the steps as the compilation of a class takes. */
    static final int PAYLOADS_BEFORE_GENERATING = 2_000;

    private final String format;
    private final Step program;
    private final PayloadCursor cursor;
    private final DecoderClasses classes;
    private final Executor background;
    private int payloadsByStep;
    private @Nullable CompletableFuture<Optional<GeneratedDecoder>> compiling;
    private @Nullable GeneratedDecoder generated;
    private @Nullable ValueSink bound;

    /** @param format what the payloads are, for messages: "Avro" */
    public ProgramDecoder(String format, Step program) {
        this(format, program, DecoderClasses.ofThisJvm(), PAYLOADS_BEFORE_GENERATING, BackgroundCompiler.ofThisJvm());
    }

    /**
     * @param payloadsByStep how many payloads are worth no class; {@link Integer#MAX_VALUE} for all
     * @param background compiles large classes
     */
    ProgramDecoder(String format, Step program, DecoderClasses classes, int payloadsByStep, Executor background) {
        this.background = background;
        this.format = format;
        this.cursor = new PayloadCursor(format);
        this.program = program;
        this.classes = classes;
        this.payloadsByStep = payloadsByStep;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException {
        Objects.checkFromIndexSize(position, length, bytes.length);
        cursor.reset(bytes, position, length);
        try {
            program.run(cursor, sink);
        } catch (StackOverflowError e) { // To Spark it would be the end of the executor.
            throw new PayloadException(
                    format + " payload: values lie too deep inside each other for this thread's stack", e);
        }
    }

    @Override
    public int decodeAll(
            byte[] bytes, int[] positions, int[] lengths, int prefixLength, int from, int to, ValueSink sink) {
        GeneratedDecoder decoder = generated;
        if (decoder == null) {
            decoder = generate(to - from);
        }
        if (decoder == null) {
            return PayloadDecoder.super.decodeAll(bytes, positions, lengths, prefixLength, from, to, sink);
        }
        if (sink != bound) {
            decoder.bind(sink);
            bound = sink;
        }
        return decoder.decodeAll(bytes, positions, lengths, prefixLength, from, to);
    }

    Step program() {
        return program;
    }

    /** The same decoder, which generates its class at once, however long that takes. */
    public ProgramDecoder generating() {
        return new ProgramDecoder(format, program, classes, 0, Runnable::run);
    }

    /** Whether a generated class takes over by now. */
    public boolean isGenerated() {
        return generated != null;
    }

    private @Nullable GeneratedDecoder generate(int payloadCount) {
        if (payloadsByStep == Integer.MAX_VALUE || payloadCount <= payloadsByStep) {
            payloadsByStep -= payloadsByStep == Integer.MAX_VALUE ? 0 : payloadCount;
            return null;
        }
        CompletableFuture<Optional<GeneratedDecoder>> found = compiling;
        if (found == null) {
            found = classes.decoder(format, program, background);
            compiling = found;
        }
        if (!found.isDone()) {
            return null; // a large class takes seconds: the steps go on meanwhile
        }
        generated = found.join().orElse(null);
        if (generated == null) {
            payloadsByStep = Integer.MAX_VALUE;
        }
        return generated;
    }
}
