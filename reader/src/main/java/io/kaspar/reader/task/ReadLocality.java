package io.kaspar.reader.task;

/** Where a task takes bytes from. */
public enum ReadLocality {
    /** From the broker's disk when this machine has it, else from the broker. */
    PREFERRED,
    /** From the broker's disk; a task elsewhere fails, so that Spark tries it on another node. */
    REQUIRED,
    /** Always from the broker. */
    OFF
}
