package io.kaspar.catalog.procedure.view;

import io.kaspar.reader.task.MetadataField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the views of a database what the topics of a catalog are now. A view stays the view of its topic for as long as the topic is
 * there: another one that would have the same name is told, and gets none.
 */
public final class ViewRefresh {
    private final String catalog;
    private final ViewableTopics topics;
    private final ViewNames names;
    private final Set<MetadataField> hidden;
    private final ViewStore store;

    /** @param hidden the hidden columns that views show */
    public ViewRefresh(
            String catalog, ViewableTopics topics, ViewNames names, Set<MetadataField> hidden, ViewStore store) {
        this.catalog = catalog;
        this.topics = topics;
        this.names = names;
        this.hidden = Set.copyOf(hidden);
        this.store = store;
    }

    /**
     * A row for each of the chosen topics, and for each view of a chosen topic that is not there any more.
     *
     * @param choice leaves those topics that are meant
     */
    public List<ViewRow> rows(UnaryOperator<List<String>> choice) {
        List<String> listed = topics.topics();
        Set<String> known = new HashSet<>(listed);
        Map<String, ExistingView> existing = store.all();
        List<ViewRow> rows = new ArrayList<>();
        Map<String, String> made = new LinkedHashMap<>();
        byName(choice.apply(listed)).forEach((name, claimants) -> {
            Optional<String> owner = owner(claimants, existing.get(name), known);
            claimants.stream()
                    .filter(topic -> !owner.equals(Optional.of(topic)))
                    .forEach(topic -> rows.add(
                            ViewRow.skipped(name, topic, why(name, topic, claimants, existing.get(name), owner))));
            owner.filter(claimants::contains).ifPresent(topic -> made.put(name, topic));
        });
        topics.refresh(List.copyOf(made.values()));
        // in the order of the list, so that what is asked about topics is asked for many at once
        made.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> rows.add(refreshed(entry.getKey(), entry.getValue(), existing.get(entry.getKey()))));
        gone(existing, known, choice, made.keySet()).forEach((name, topic) -> rows.add(dropped(name, topic)));
        rows.sort(Comparator.comparing(ViewRow::view).thenComparing(ViewRow::topic));
        return rows;
    }

    private Map<String, List<String>> byName(List<String> chosen) {
        Map<String, List<String>> byName = new TreeMap<>();
        chosen.forEach(topic -> byName.computeIfAbsent(names.of(topic), name -> new ArrayList<>())
                .add(topic));
        return byName;
    }

    /** Which topic the view of this name is of; nothing when it is none of ours, or nobody can say. */
    private Optional<String> owner(List<String> claimants, @Nullable ExistingView existing, Set<String> known) {
        if (existing != null && !existing.isOf(catalog)) {
            return Optional.empty();
        }
        if (existing != null && known.contains(existing.topic())) {
            return Optional.of(existing.topic());
        }
        return claimants.size() == 1
                ? Optional.of(claimants.get(0))
                : claimants.stream().filter(names::isExact).findFirst();
    }

    private String why(
            String name,
            String topic,
            List<String> claimants,
            @Nullable ExistingView existing,
            Optional<String> owner) {
        if (existing != null && !existing.isOf(catalog)) {
            return existing.catalog().isEmpty()
                    ? "there is a table or view " + name + " that create_views did not make; choose a prefix"
                    : "the view " + name + " was made for the catalog " + existing.catalog() + "; choose a prefix";
        }
        if (owner.isPresent()) {
            return "the view " + name + " is that of the topic " + owner.get()
                    + "; create_views with a pattern and a prefix, or CREATE VIEW, gives this one a name of its own";
        }
        List<String> others =
                claimants.stream().filter(other -> !other.equals(topic)).toList();
        return "views of the topics " + topic + " and " + String.join(", ", others) + " would both be called " + name
                + "; create_views with a pattern and a prefix, or CREATE VIEW, gives each a name of its own";
    }

    private ViewRow refreshed(String name, String topic, @Nullable ExistingView existing) {
        ViewColumns columns = topics.columns(topic, hidden);
        if (!columns.problem().isEmpty()) {
            return ViewRow.skipped(name, topic, columns.problem());
        }
        ViewDefinition definition = new ViewDefinition(catalog, topic, topics.tableName(topic), columns.columns());
        if (definition.marks().equals(existing)) {
            return ViewRow.of(name, topic, ViewAction.UNCHANGED);
        }
        ViewAction action = existing == null ? ViewAction.CREATED : ViewAction.REPLACED;
        return store.put(name, definition)
                .map(problem -> ViewRow.skipped(name, topic, problem))
                .orElseGet(() -> ViewRow.of(name, topic, action));
    }

    /** The views whose topics are not listed any more, with these topics. Those with another prefix belong to another call. */
    private Map<String, String> gone(
            Map<String, ExistingView> existing,
            Set<String> known,
            UnaryOperator<List<String>> choice,
            Set<String> made) {
        Map<String, String> gone = new TreeMap<>();
        existing.forEach((name, view) -> {
            boolean isOfThisCall = view.isOf(catalog) && names.of(view.topic()).equals(name);
            if (isOfThisCall && !known.contains(view.topic()) && !made.contains(name)) {
                gone.put(name, view.topic());
            }
        });
        Set<String> chosen =
                new HashSet<>(choice.apply(gone.values().stream().sorted().toList()));
        gone.values().removeIf(topic -> !chosen.contains(topic));
        return gone;
    }

    private ViewRow dropped(String name, String topic) {
        if (!topics.isGone(topic)) {
            return ViewRow.skipped(name, topic, "the topic is not listed for you, but may be there for others");
        }
        return store.drop(name)
                .map(problem -> ViewRow.skipped(name, topic, problem))
                .orElseGet(() -> ViewRow.of(name, topic, ViewAction.DROPPED));
    }
}
