package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.PayloadOptions.UnionNames;
import io.kaspar.schema.json.shape.UnionBranch.Mark;
import io.kaspar.schema.json.shape.UnionBranch.MemberIsOneOf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names for the branches of a schema that stay when branches are added or reordered. */
final class BranchNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    private BranchNames() {}

    /** A name for each branch, different ones in any case; empty when there are none. */
    static Optional<List<String>> of(List<BranchValue> branches, List<Mark> marks, UnionNames names) {
        List<List<String>> candidates = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            candidates.add(
                    switch (names) {
                        case MEMBER -> List.of("member" + i);
                        case TYPE -> candidates(branches.get(i), marks.get(i));
                    });
        }
        int[] taken = new int[branches.size()];
        while (true) {
            Map<String, Integer> counts = new HashMap<>();
            for (int i = 0; i < taken.length; i++) {
                counts.merge(folded(candidates.get(i).get(taken[i])), 1, Integer::sum);
            }
            boolean areDifferent = true;
            for (int i = 0; i < taken.length; i++) {
                if (counts.getOrDefault(folded(candidates.get(i).get(taken[i])), 0) > 1) {
                    areDifferent = false;
                    if (++taken[i] == candidates.get(i).size()) {
                        return Optional.empty();
                    }
                }
            }
            if (areDifferent) {
                return Optional.of(chosen(candidates, taken));
            }
        }
    }

    private static List<String> chosen(List<List<String>> candidates, int[] taken) {
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < taken.length; i++) {
            chosen.add(candidates.get(i).get(taken[i]));
        }
        return chosen;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static List<String> candidates(BranchValue branch, Mark mark) {
        List<String> candidates = new ArrayList<>();
        if (!branch.isShared()) {
            addName(candidates, branch.schema().referredName());
            addName(candidates, branch.schema().lastTitle());
        }
        if (mark instanceof MemberIsOneOf one && one.values().size() == 1) {
            addName(candidates, one.values().iterator().next());
        }
        candidates.add(branch.word());
        return candidates;
    }

    /** The last part of a name of a definition, a document or a class. */
    private static void addName(List<String> candidates, String text) {
        String file = text.substring(text.lastIndexOf('/') + 1);
        String stem = file.endsWith(".json") ? file.substring(0, file.length() - ".json".length()) : file;
        String name = stem.substring(stem.lastIndexOf('.') + 1);
        if (NAME.matcher(name).matches()) {
            candidates.add(name);
        }
    }
}
