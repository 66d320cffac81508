package io.kaspar.catalog.options;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds what somebody may have meant by a misspelt name. */
public final class NearNames {
    private static final int MOST = 3;
    /** Shorter names are like many others. */
    private static final int SHORT = 6;

    private NearNames() {}

    /** The names nearest to {@code misspelt}, nearest first; none when nothing is near. */
    static List<String> of(String misspelt, Stream<String> names) {
        String wanted = misspelt.toLowerCase(Locale.ROOT);
        int farthest = Math.max(2, misspelt.length() / 3);
        return nearest(wanted, names.distinct(), farthest);
    }

    /**
     * The topics that somebody may have meant: of the same name but for the case of letters, or else of a name that ends so after a
     * dot or differs in one or two characters.
     */
    public static List<String> ofTopics(String wanted, List<String> topics) {
        List<String> sameButForCase =
                topics.stream().filter(wanted::equalsIgnoreCase).limit(MOST).toList();
        return sameButForCase.isEmpty() ? nearly(wanted.toLowerCase(Locale.ROOT), topics) : sameButForCase;
    }

    private static List<String> nearly(String wanted, List<String> topics) {
        int farthest = wanted.length() < SHORT ? 1 : 2;
        return nearest(
                wanted,
                topics.stream()
                        .filter(topic ->
                                topic.endsWith("." + wanted) || Math.abs(topic.length() - wanted.length()) <= farthest),
                farthest);
    }

    private static List<String> nearest(String wanted, Stream<String> names, int farthest) {
        record Near(String name, int distance) {}
        return names.map(name -> new Near(name, howFar(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance() <= farthest)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    /** How an error ends that knows names near to the one that is wrong; nothing when it knows none. */
    public static String hint(List<String> near) {
        return near.isEmpty() ? "" : "; " + question(near);
    }

    /** The same, as a clause of its own. */
    public static String question(List<String> near) {
        return near.isEmpty() ? "" : "did you mean " + String.join(", ", near) + "?";
    }

    /** A name without its first words is as near as can be. */
    private static int howFar(String wanted, String name) {
        return name.endsWith("." + wanted) ? 0 : distance(wanted, name);
    }

    /** Levenshtein's: how many characters to insert, remove or replace. */
    static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        Arrays.setAll(previous, index -> index);
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
