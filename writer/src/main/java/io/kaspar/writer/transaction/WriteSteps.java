package io.kaspar.writer.transaction;

/** Told of each step of a write: where a driver may die, or a broker go away. Of tests only. */
@FunctionalInterface
interface WriteSteps {
    /** Nobody is told. */
    WriteSteps NONE = step -> {};

    void at(String step);
}
