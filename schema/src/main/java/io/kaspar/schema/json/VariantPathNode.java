package io.kaspar.schema.json;

import io.kaspar.schema.variant.VariantPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A place in values where wanted paths meet: what is wanted here, and what further in. */
final class VariantPathNode {
    private static final int NO_DEPTH = 0;

    private final int[] wanted;
    private final MemberScan scan;
    private final VariantPathNode[] members;
    private final int[] indexes;
    private final VariantPathNode[] elements;

    private VariantPathNode(Builder builder) {
        wanted = builder.wanted.stream().mapToInt(Integer::intValue).toArray();
        scan = new MemberScan(List.copyOf(builder.members.keySet()));
        members = built(builder.members);
        indexes = builder.elements.keySet().stream().mapToInt(Integer::intValue).toArray();
        elements = built(builder.elements);
    }

    private static VariantPathNode[] built(Map<?, Builder> builders) {
        return builders.values().stream().map(Builder::build).toArray(VariantPathNode[]::new);
    }

    /**
     * Finds what is wanted in a value.
     *
     * @param place of the value; an object is checked here, other values were found to be good
     * @param places takes where the wanted values lie
     * @return the place behind the value
     */
    int find(byte[] bytes, int place, int limit, int[] places) {
        for (int number : wanted) {
            places[number] = place;
        }
        if (bytes[place] == '{') {
            int end = scan.run(bytes, place, limit);
            for (int i = 0; i < members.length; i++) {
                if (scan.place(i) != MemberScan.ABSENT) {
                    members[i].findWithin(bytes, scan.place(i), limit, places);
                }
            }
            return end;
        }
        if (bytes[place] == '[' && indexes.length > 0) {
            findElements(bytes, place, limit, places);
        }
        return JsonScan.value(bytes, place, limit, NO_DEPTH);
    }

    /** The same where nobody asks for the end: what is wanted whole is not looked at. */
    private void findWithin(byte[] bytes, int place, int limit, int[] places) {
        if (members.length == 0 && indexes.length == 0) {
            for (int number : wanted) {
                places[number] = place;
            }
        } else {
            find(bytes, place, limit, places);
        }
    }

    private void findElements(byte[] bytes, int place, int limit, int[] places) {
        int at = JsonScan.space(bytes, place + 1, limit);
        int next = 0;
        for (int index = 0; bytes[at] != ']' && next < indexes.length; index++) {
            if (index == indexes[next]) {
                elements[next++].findWithin(bytes, at, limit, places);
            }
            at = JsonScan.space(bytes, JsonScan.value(bytes, at, limit, NO_DEPTH), limit);
            at = bytes[at] == ',' ? JsonScan.space(bytes, at + 1, limit) : at;
        }
    }

    /** Collects paths. */
    static final class Builder {
        private final List<Integer> wanted = new ArrayList<>();
        private final Map<String, Builder> members = new LinkedHashMap<>();
        private final Map<Integer, Builder> elements = new TreeMap<>();

        /** @param number of what the path leads to */
        void add(VariantPath path, int number) {
            Builder node = this;
            for (VariantPath.Step step : path.steps()) {
                node = step instanceof VariantPath.Member member
                        ? node.members.computeIfAbsent(member.name(), name -> new Builder())
                        : node.elements.computeIfAbsent(((VariantPath.Element) step).index(), index -> new Builder());
            }
            node.wanted.add(number);
        }

        VariantPathNode build() {
            return new VariantPathNode(this);
        }
    }
}
