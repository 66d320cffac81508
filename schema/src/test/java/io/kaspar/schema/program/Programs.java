package io.kaspar.schema.program;

import java.util.Optional;
import org.codehaus.commons.compiler.CompileException;

/** What tests of formats look at inside of decoders. */
public final class Programs {
    private Programs() {}

    /** The source of the class that takes over; empty where there is none. */
    public static Optional<String> source(ProgramDecoder decoder) {
        return DecoderSource.of(decoder.program()).map(DecoderSource.Generated::source);
    }

    /** The class file of {@link #source}. */
    public static byte[] byteCode(ProgramDecoder decoder) throws CompileException {
        return JaninoCompiler.byteCode(source(decoder).orElseThrow());
    }
}
