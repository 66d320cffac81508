package io.kaspar.reader.column;

import io.kaspar.reader.vector.DeferredVector;

/**
 * A column that is filled when somebody looks at it.
 *
 * @param vector what Spark is given
 * @param content what belongs into it
 */
record DeferredColumn(DeferredVector vector, Content content) {
    /** What fills it. */
    sealed interface Content {}

    /** A fact about the records. */
    record Fact(MetadataColumn column) implements Content {}

    /** Their decoded keys. */
    record Payload(PayloadColumn column) implements Content {}
}
