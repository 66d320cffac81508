package io.kaspar.schema.program;

/** The source of a decoder cannot be compiled. */
final class DecoderCompilationException extends Exception {
    private static final long serialVersionUID = 1L;

    DecoderCompilationException(Throwable cause) {
        super(cause);
    }
}
