package io.kaspar.schema.variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from a variant to a part of it, as {@code variant_get} takes it: {@code $.items[0].price}, {@code $['a name']}.
 *
 * <p>Source: Spark's {@code VariantPathParser}.
 *
 * @param steps from the outermost on
 */
public record VariantPath(List<Step> steps) {
    private static final int MOST_INDEX_DIGITS = 9;

    public VariantPath {
        steps = List.copyOf(steps);
    }

    /** One step into a variant. */
    public sealed interface Step {}

    /** To the member of an object. */
    public record Member(String name) implements Step {
        @Override
        public String toString() {
            boolean isPlain = !name.isEmpty() && name.indexOf('.') < 0 && name.indexOf('[') < 0;
            char quote = name.indexOf('\'') < 0 ? '\'' : '"';
            return isPlain ? "." + name : "[" + quote + name + quote + "]";
        }
    }

    /** To the element of an array, from 0 on. */
    public record Element(int index) implements Step {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    /** Empty for what is no path, and for an index that no array reaches. */
    public static Optional<VariantPath> parse(String text) {
        if (!text.startsWith("$")) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        int at = 1;
        while (at < text.length()) {
            int end = end(text, at);
            if (end < 0) {
                return Optional.empty();
            }
            steps.add(step(text, at, end));
            at = end;
        }
        return Optional.of(new VariantPath(steps));
    }

    /** The place behind the step that begins here; negative where none does. */
    private static int end(String text, int start) {
        if (text.charAt(start) == '.') {
            int end = start + 1;
            while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
                end++;
            }
            return end > start + 1 ? end : -1;
        }
        if (text.charAt(start) != '[' || start + 1 == text.length()) {
            return -1;
        }
        char first = text.charAt(start + 1);
        if (first == '\'' || first == '"') {
            int quote = text.indexOf(first, start + 2);
            return quote > 0 && text.startsWith("]", quote + 1) ? quote + 2 : -1;
        }
        int end = start + 1;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        int digits = end - start - 1;
        return digits > 0 && digits <= MOST_INDEX_DIGITS && text.startsWith("]", end) ? end + 1 : -1;
    }

    private static Step step(String text, int start, int end) {
        if (text.charAt(start) == '.') {
            return new Member(text.substring(start + 1, end));
        }
        char first = text.charAt(start + 1);
        return first == '\'' || first == '"'
                ? new Member(text.substring(start + 2, end - 2))
                : new Element(Integer.parseInt(text, start + 1, end - 1, 10));
    }

    /** As {@code variant_get} takes it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("$");
        for (Step step : steps) {
            text.append(step);
        }
        return text.toString();
    }
}
