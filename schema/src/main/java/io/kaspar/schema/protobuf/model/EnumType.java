package io.kaspar.schema.protobuf.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An enum.
 *
 * @param fullName with its package and the messages around it
 * @param values in the schema's order; at least one
 */
public record EnumType(String fullName, List<Value> values) {
    public EnumType {
        values = List.copyOf(values);
    }

    /** A symbol and the number that stands for it in payloads; several symbols may share one. */
    public record Value(String symbol, int number) {}

    /** The symbols by their numbers; the first one where several share a number. */
    public Map<Integer, String> symbols() {
        Map<Integer, String> symbols = new LinkedHashMap<>();
        values.forEach(value -> symbols.putIfAbsent(value.number(), value.symbol()));
        return symbols;
    }

    /** The number of a field that is not set: that of the first symbol. */
    public int defaultNumber() {
        return values.get(0).number();
    }
}
