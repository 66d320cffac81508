package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Random versions of one flat record, whose columns come, go and change their types; and what all versions together have to be, told
 * by what numbers a type holds and by nothing of how versions are merged.
 */
final class ChangingColumns {
    private static final int COLUMNS = 12;
    private static final int EXACT_IN_DOUBLE = 53;
    private static final Pattern PART = Pattern.compile("(.+?) in versions? (\\d+(?:, \\d+)*)(?: and (\\d+) more)?");

    /** The versions from the oldest, each with the type of each of its columns, in their order. */
    private final List<Map<String, Kind>> versions;

    /** What the numbers of a type are. */
    enum Family {
        WHOLE,
        FLOATING,
        OTHER
    }

    /**
     * A type that columns can have.
     *
     * @param text how a schema writes it
     * @param word how errors name it
     * @param column the column's type
     * @param bits of whole numbers without the sign
     */
    record Kind(String text, String word, String column, Family family, int bits) {
        static Kind whole(String text, String word, String column, int bits) {
            return new Kind(text, word, column, Family.WHOLE, bits);
        }

        static Kind floating(String text, String word, String column) {
            return new Kind(text, word, column, Family.FLOATING, 0);
        }

        static Kind other(String text, String word, String column) {
            return new Kind(text, word, column, Family.OTHER, 0);
        }
    }

    private ChangingColumns(List<Map<String, Kind>> versions) {
        this.versions = List.copyOf(versions);
    }

    /**
     * @param kinds the types that there are
     * @param isMixed whether one column changes without any care
     */
    static ChangingColumns random(Random random, List<Kind> kinds, int count, boolean isMixed) {
        Map<String, List<Kind>> palettes = new LinkedHashMap<>();
        for (int i = 0; i < COLUMNS; i++) {
            palettes.put("c" + i, isMixed && i == 0 ? some(random, kinds) : fitting(random, kinds));
        }
        List<Map<String, Kind>> versions = new ArrayList<>();
        Map<String, Kind> last = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Map<String, Kind> next = new LinkedHashMap<>(last);
            for (Map.Entry<String, List<Kind>> column : palettes.entrySet()) {
                int change = random.nextInt(12);
                if (change == 0) {
                    next.remove(column.getKey());
                } else if (change == 1) {
                    List<Kind> palette = column.getValue();
                    next.put(column.getKey(), palette.get(random.nextInt(palette.size())));
                }
            }
            // a JSON object that nobody says anything of is any value
            if (next.isEmpty()) {
                next.put("c0", kinds.get(0));
            }
            versions.add(next);
            last = next;
        }
        return new ChangingColumns(versions);
    }

    /** Two types, mostly of numbers, whether one type holds them or not. */
    private static List<Kind> some(Random random, List<Kind> kinds) {
        boolean areNumbers = random.nextInt(4) > 0;
        List<Kind> shuffled = new ArrayList<>(kinds);
        shuffled.removeIf(kind -> areNumbers && kind.family() == Family.OTHER);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 2);
    }

    /** Some types that one type holds together. */
    private static List<Kind> fitting(Random random, List<Kind> kinds) {
        List<Kind> shuffled = new ArrayList<>(kinds);
        Collections.shuffle(shuffled, random);
        Set<Kind> palette = new HashSet<>();
        for (Kind kind : shuffled) {
            Set<Kind> more = new HashSet<>(palette);
            more.add(kind);
            if (together(more) != null) {
                palette = more;
            }
        }
        return kinds.stream().filter(palette::contains).toList();
    }

    List<Map<String, Kind>> versions() {
        return versions;
    }

    /** The column that holds what all of these hold; null when there is none. */
    private static @Nullable String together(Set<Kind> kinds) {
        Set<String> columns = kinds.stream().map(Kind::column).collect(Collectors.toSet());
        if (columns.size() == 1) {
            return columns.iterator().next();
        }
        Set<Family> families = kinds.stream().map(Kind::family).collect(Collectors.toSet());
        if (families.contains(Family.OTHER)) {
            return null;
        }
        Kind widest = Collections.max(kinds, (left, right) -> Integer.compare(left.bits(), right.bits()));
        if (!families.contains(Family.FLOATING)) {
            return widest.column();
        }
        return widest.bits() <= EXACT_IN_DOUBLE ? "double" : null;
    }

    /** The columns of all versions together, those of the newest first; null for one whose types no type holds. */
    private Map<String, @Nullable String> expected() {
        Map<String, @Nullable String> expected = new LinkedHashMap<>();
        for (int i = versions.size() - 1; i >= 0; i--) {
            for (String column : versions.get(i).keySet()) {
                expected.computeIfAbsent(column, added -> together(kinds(added)));
                expected.putIfAbsent(column, null);
            }
        }
        return expected;
    }

    private Set<Kind> kinds(String column) {
        return versions.stream()
                .filter(version -> version.containsKey(column))
                .map(version -> version.get(column))
                .collect(Collectors.toSet());
    }

    boolean areInConflict() {
        return expected().containsValue(null);
    }

    void requireColumns(String catalogString) {
        assertThat(areInConflict()).as("a conflict was passed over").isFalse();
        assertThat(catalogString)
                .isEqualTo(expected().entrySet().stream()
                        .map(column -> column.getKey() + ":" + column.getValue())
                        .collect(Collectors.joining(",", "struct<", ">")));
    }

    /** Requires that an error names a column that is in conflict, and each of its types with the versions that have it. */
    void requireNamed(String message) {
        String start = "the versions of the subject do not merge: column ";
        assertThat(message).contains(start);
        String found = message.substring(message.indexOf(start) + start.length());
        String column = found.substring(0, found.indexOf(" is "));
        assertThat(expected()).containsEntry(column, null);
        Map<String, List<Integer>> byWord = new TreeMap<>();
        for (int i = 0; i < versions.size(); i++) {
            Kind kind = versions.get(i).get(column);
            if (kind != null) {
                byWord.computeIfAbsent(kind.word(), added -> new ArrayList<>()).add(i + 1);
            }
        }
        Map<String, List<Integer>> told = new TreeMap<>();
        for (String part : found.substring(column.length() + " is ".length()).split(", and ")) {
            Matcher matcher = PART.matcher(part);
            assertThat(matcher.lookingAt()).as(part).isTrue();
            List<Integer> numbers = new ArrayList<>();
            for (String number : matcher.group(2).split(", ")) {
                numbers.add(Integer.parseInt(number));
            }
            told.put(matcher.group(1), numbers);
            int more = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
            List<Integer> all = byWord.getOrDefault(matcher.group(1), List.of());
            assertThat(all).hasSize(numbers.size() + more).containsAll(numbers);
        }
        assertThat(told.keySet()).isEqualTo(byWord.keySet());
    }
}
