package io.kaspar.catalog;

import scala.collection.immutable.Map;

/** Parameters of Spark's own errors, made by what Scala 2.12 and 2.13 have in common. */
final class MessageParameters {
    private MessageParameters() {}

    static Map<String, String> of(String name, String value) {
        return new Map.Map1<>(name, value);
    }

    static Map<String, String> of(String name, String value, String otherName, String otherValue) {
        return new Map.Map2<>(name, value, otherName, otherValue);
    }
}
