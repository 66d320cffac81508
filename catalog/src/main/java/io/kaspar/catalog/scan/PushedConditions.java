package io.kaspar.catalog.scan;

import io.kaspar.catalog.predicate.PredicateSize;
import io.kaspar.catalog.predicate.RecordPredicate;
import io.kaspar.catalog.predicate.RecordPredicateParser;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/**
 * The conditions of a query that a scan makes use of: those that it takes for good, and those that it leaves to Spark though they tell what need not
 * be read. Not thread-safe.
 */
final class PushedConditions {
    private final RecordPredicateParser parser;
    private final boolean areKeysCompared;
    private final List<Predicate> pushed = new ArrayList<>();
    private final List<Predicate> narrowing = new ArrayList<>();
    private final List<RecordPredicate> predicates = new ArrayList<>();
    private PredicateSize size = PredicateSize.NONE;

    /** @param areKeysCompared whether tasks leave out records of keys that are not wanted */
    PushedConditions(RecordPredicateParser parser, boolean areKeysCompared) {
        this.parser = parser;
        this.areKeysCompared = areKeysCompared;
    }

    /** Takes what it can, and gives back what Spark has to check, the very same objects. */
    Predicate[] take(Predicate[] given) {
        IdentityHashMap<Predicate, RecordPredicate> ofUse = new IdentityHashMap<>();
        for (Predicate predicate : given) {
            RecordPredicate read = parser.read(predicate);
            if (!read.isUntold() && fits(read)) {
                ofUse.put(predicate, read);
            }
        }
        List<RecordPredicate> onKeys =
                ofUse.values().stream().filter(RecordPredicate::isAboutKeyAlone).toList();
        boolean areKeysTaken = areKeysCompared && RecordPredicate.areToldByBytes(onKeys);
        List<Predicate> others = new ArrayList<>();
        for (Predicate predicate : given) {
            RecordPredicate read = ofUse.get(predicate);
            if (read == null) {
                others.add(predicate);
                continue;
            }
            predicates.add(read);
            if (read.isExact() || (areKeysTaken && read.isAboutKeyAlone())) {
                pushed.add(predicate);
            } else {
                narrowing.add(predicate);
                others.add(predicate);
            }
        }
        return others.toArray(Predicate[]::new);
    }

    private boolean fits(RecordPredicate predicate) {
        PredicateSize together = size.plus(predicate.size());
        if (together.isTooLarge()) {
            return false;
        }
        size = together;
        return true;
    }

    Predicate[] pushed() {
        return pushed.toArray(Predicate[]::new);
    }

    List<RecordPredicate> predicates() {
        return predicates;
    }

    List<String> pushedWords() {
        return words(pushed);
    }

    List<String> narrowingWords() {
        return words(narrowing);
    }

    private static List<String> words(List<Predicate> predicates) {
        return predicates.stream().map(Predicate::toString).toList();
    }
}
