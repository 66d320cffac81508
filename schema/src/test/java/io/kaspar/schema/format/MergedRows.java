package io.kaspar.schema.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares what a payload is to its own version of a schema with what it is to all versions together. */
public final class MergedRows {
    /** What evolutions put behind names. */
    private static final Pattern NEWER = Pattern.compile("(New|_renamed)+$");

    private static final ObjectMapper JSON = new ObjectMapper();

    private MergedRows() {}

    /**
     * Whether nothing of the payload is lost, or other than it was.
     *
     * @param own by {@link RecordingSink}, as the payload's own version has it
     * @param merged as all versions together have it
     */
    public static boolean hold(@Nullable Object own, @Nullable Object merged) {
        if (own == null) {
            return merged == null || (merged instanceof List<?> list && list.isEmpty());
        }
        if (own.equals(Map.of())) {
            return true; // a record without columns
        }
        if (own instanceof String text && isJson(text) && merged instanceof Map<?, ?>) {
            return true;
        }
        if (own instanceof Map<?, ?> parts && merged instanceof Map<?, ?> others) {
            return parts.entrySet().stream().allMatch(part -> holds(part.getKey(), part.getValue(), others))
                    || isOneOf(own, others);
        }
        if (own instanceof List<?> parts && merged instanceof List<?> others) {
            for (int i = 0; i < parts.size(); i++) {
                if (i >= others.size() || !hold(parts.get(i), others.get(i))) {
                    return false;
                }
            }
            return parts.size() == others.size();
        }
        if (merged instanceof Map<?, ?> branches) { // one of several types now
            return isOneOf(own, branches);
        }
        if (merged instanceof List<?> list) { // repeated now
            return list.isEmpty() ? isDefault(own) : list.size() == 1 && hold(own, list.get(0));
        }
        if (merged instanceof String text && isJson(text)) { // records inside themselves, from another level on
            return own instanceof Map<?, ?> || (own instanceof String other && isJson(other));
        }
        if (own instanceof Number left && merged instanceof Number right) {
            return (isFinite(left) && isFinite(right))
                    ? exact(left).compareTo(exact(right)) == 0
                    : Double.compare(left.doubleValue(), right.doubleValue()) == 0;
        }
        return own.equals(merged) || (merged instanceof String text && text.startsWith("\"") && own.equals(text(text)));
    }

    private static boolean isOneOf(Object own, Map<?, ?> branches) {
        return branches.values().stream().anyMatch(branch -> branch != null && hold(own, branch));
    }

    /** A string that is JSON text where other versions have other values. */
    private static String text(String json) {
        try {
            return JSON.readValue(json, String.class);
        } catch (JsonProcessingException e) {
            return json;
        }
    }

    /** Names can be new. */
    private static boolean holds(Object name, @Nullable Object own, Map<?, ?> merged) {
        return merged.entrySet().stream()
                .anyMatch(other -> NEWER.matcher(String.valueOf(other.getKey()))
                                .replaceFirst("")
                                .equals(NEWER.matcher(String.valueOf(name)).replaceFirst(""))
                        && hold(own, other.getValue()));
    }

    private static boolean isJson(String text) {
        return text.startsWith("{");
    }

    private static boolean isDefault(Object value) {
        return value.equals(false) || value.equals("") || (value instanceof Number number && number.doubleValue() == 0);
    }

    private static boolean isFinite(Number number) {
        return Double.isFinite(number.doubleValue());
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Double || number instanceof Float
                ? new BigDecimal(number.doubleValue())
                : new BigDecimal(number.toString());
    }
}
