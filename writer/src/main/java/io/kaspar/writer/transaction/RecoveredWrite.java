package io.kaspar.writer.transaction;

/**
 * What a recovery did for a write.
 *
 * @param transactions how many it did it to
 * @param detail a sentence; empty where the outcome says all
 */
public record RecoveredWrite(WriteIdentity write, Outcome outcome, int transactions, String detail) {

    /** What became of transactions. */
    public enum Outcome {
        /** They were decided on, and are committed now. */
        COMMITTED,
        /** They were open, and nobody had decided on them. */
        ABORTED,
        /** They were decided on, and can be committed no more. */
        LOST
    }
}
