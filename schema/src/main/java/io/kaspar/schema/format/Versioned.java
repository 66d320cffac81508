package io.kaspar.schema.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A part of one version of a subject's schema, where versions are merged.
 *
 * @param version its number in the subject
 */
public record Versioned<T>(int version, T value) {
    /** Of the versions in a message for people. */
    private static final int MOST_NAMED = 8;

    /** The same version's part of a part. */
    public <P> Versioned<P> with(P part) {
        return new Versioned<>(version, part);
    }

    /** The same part of each. */
    public static <T, P> List<Versioned<P>> each(List<Versioned<T>> wholes, Function<? super T, ? extends P> part) {
        List<Versioned<P>> parts = new ArrayList<>();
        wholes.forEach(whole -> parts.add(whole.with(part.apply(whole.value()))));
        return parts;
    }

    /** Whether something holds for each. */
    public static <T> boolean all(List<Versioned<T>> parts, Predicate<? super T> predicate) {
        return parts.stream().allMatch(part -> predicate.test(part.value()));
    }

    /**
     * Several parts of each, those with one key together, in the order in which keys come first.
     *
     * @param key what makes a part the same as one of another version
     */
    public static <T, P, K> Map<K, List<Versioned<P>>> grouped(
            List<Versioned<T>> wholes,
            Function<? super T, ? extends Collection<P>> parts,
            Function<? super P, ? extends K> key) {
        Map<K, List<Versioned<P>>> groups = new LinkedHashMap<>();
        for (Versioned<T> whole : wholes) {
            for (P part : parts.apply(whole.value())) {
                groups.computeIfAbsent(key.apply(part), absent -> new ArrayList<>())
                        .add(whole.with(part));
            }
        }
        return groups;
    }

    /** The way to a column inside of another one; to one on top where that is empty. */
    public static String inside(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    /**
     * The error for versions that no type holds the values of.
     *
     * @param place the way to the column, with dots between names
     * @param parts what each version has there
     * @param words what such a part is called
     */
    public static <T> SchemaException conflict(
            String place, List<Versioned<T>> parts, Function<? super T, String> words) {
        Map<String, List<Integer>> versions = new LinkedHashMap<>();
        parts.forEach(part -> versions.computeIfAbsent(words.apply(part.value()), absent -> new ArrayList<>())
                .add(part.version()));
        return new SchemaException("the versions of the subject do not merge: "
                + (place.isEmpty() ? "the value" : "column " + place) + " is "
                + versions.entrySet().stream()
                        .map(entry -> entry.getKey() + " in " + numbers(entry.getValue()))
                        .collect(Collectors.joining(", and ")));
    }

    private static String numbers(List<Integer> versions) {
        int more = versions.size() - MOST_NAMED;
        return (versions.size() == 1 ? "version " : "versions ")
                + versions.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
