package io.kaspar.catalog.procedure.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.options.OptionException;
import io.kaspar.reader.task.MetadataField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ViewRefreshTest {
    private final Set<String> topics = new TreeSet<>();
    private final Set<String> unlisted = new HashSet<>();
    private final Map<String, ExistingView> database = new TreeMap<>();
    private final List<String> done = new ArrayList<>();
    private StructType columns = new StructType().add("value", DataTypes.StringType);

    /** Topics and a database that are not there: clashes and rights are hard to come by with real ones. */
    private final class FakeTopics implements ViewableTopics {
        @Override
        public List<String> topics() {
            return List.copyOf(topics);
        }

        @Override
        public List<String> tableName(String topic) {
            return List.of(topic);
        }

        @Override
        public void refresh(List<String> refreshed) {
            assertThat(topics).containsAll(refreshed);
        }

        @Override
        public boolean isGone(String topic) {
            return !unlisted.contains(topic);
        }

        @Override
        public ViewColumns columns(String topic, Set<MetadataField> hidden) {
            return topic.startsWith("broken") ? ViewColumns.none("cannot be read") : ViewColumns.of(columns);
        }
    }

    private final class FakeStore implements ViewStore {
        @Override
        public Map<String, ExistingView> all() {
            return Map.copyOf(database);
        }

        @Override
        public Optional<String> put(String name, ViewDefinition definition) {
            if (name.startsWith("refused")) {
                return Optional.of("no room");
            }
            done.add("put " + name);
            database.put(name, definition.marks());
            return Optional.empty();
        }

        @Override
        public Optional<String> drop(String name) {
            done.add("drop " + name);
            database.remove(name);
            return Optional.empty();
        }
    }

    private List<String> refresh(String catalog, String prefix, UnaryOperator<List<String>> choice) {
        done.clear();
        return new ViewRefresh(catalog, new FakeTopics(), new ViewNames(prefix), Set.of(), new FakeStore())
                .rows(choice).stream()
                        .map(row -> row.view() + " " + row.topic() + " " + row.action()
                                + (row.reason().isEmpty() ? "" : ": " + row.reason()))
                        .toList();
    }

    private List<String> refresh() {
        return refresh("kaspar", "", UnaryOperator.identity());
    }

    @Test
    void makesViewsAndLeavesThemAlone() {
        topics.addAll(Set.of("orders", "my.topic", "Shop-A"));

        assertThat(refresh())
                .containsExactly("my_topic my.topic CREATED", "orders orders CREATED", "shop_a Shop-A CREATED");
        assertThat(refresh())
                .containsExactly("my_topic my.topic UNCHANGED", "orders orders UNCHANGED", "shop_a Shop-A UNCHANGED");
        assertThat(done).isEmpty();

        columns = columns.add("more", DataTypes.StringType);
        assertThat(refresh()).contains("orders orders REPLACED");
    }

    @Test
    void dropsViewsOfTopicsThatAreGoneOnly() {
        topics.addAll(Set.of("a", "b", "c"));
        refresh();
        topics.removeAll(Set.of("a", "b"));
        unlisted.add("b");

        assertThat(refresh(
                        "kaspar",
                        "",
                        listed -> listed.stream().filter("c"::equals).toList()))
                .containsExactly("c c UNCHANGED");
        assertThat(refresh("kaspar", "k_", UnaryOperator.identity())).containsExactly("k_c c CREATED");
        assertThat(refresh())
                .containsExactly(
                        "a a DROPPED",
                        "b b SKIPPED: the topic is not listed for you, but may be there for others",
                        "c c UNCHANGED");
        assertThat(done).containsExactly("drop a");
    }

    @Test
    void neverTouchesWhatItDidNotMake() {
        topics.addAll(Set.of("mine", "others"));
        database.put("mine", ExistingView.FOREIGN);
        database.put("gone", ExistingView.FOREIGN);
        refresh("other", "", listed -> List.of("others"));

        assertThat(refresh())
                .containsExactly(
                        "mine mine SKIPPED: there is a table or view mine that create_views did not make; choose a prefix",
                        "others others SKIPPED: the view others was made for the catalog other; choose a prefix");
        topics.remove("others");
        assertThat(refresh()).hasSize(1);
        assertThat(done).isEmpty();
    }

    @Test
    void givesANameThatTwoTopicsWouldHaveToNone() {
        topics.addAll(Set.of("my.topic", "my-topic"));

        assertThat(refresh())
                .hasSize(2)
                .allMatch(row -> row.contains("SKIPPED: views of the topics my")
                        && row.contains("would both be called my_topic"));
        assertThat(database).isEmpty();
    }

    @Test
    void givesANameToTheTopicThatIsCalledSo() {
        topics.addAll(Set.of("orders", "Orders", "ORDERS"));

        assertThat(refresh())
                .contains("orders orders CREATED")
                .filteredOn(row -> row.contains("SKIPPED: the view orders is that of the topic orders"))
                .hasSize(2);
    }

    @Test
    void neverTurnsAViewToAnotherTopic() {
        topics.add("my.topic");
        refresh();
        topics.add("my_topic");

        assertThat(refresh())
                .contains("my_topic my.topic UNCHANGED")
                .anyMatch(row ->
                        row.startsWith("my_topic my_topic SKIPPED: the view my_topic is that of the topic my.topic"));
        assertThat(refresh("kaspar", "", listed -> List.of("my_topic")))
                .singleElement()
                .asString()
                .contains("SKIPPED");

        topics.remove("my.topic");
        assertThat(refresh()).containsExactly("my_topic my_topic REPLACED");
    }

    @Test
    void dropsAViewWhoseNameNobodyCanHaveAnyMore() {
        topics.add("my.topic");
        refresh();
        topics.clear();
        topics.addAll(Set.of("my-topic", "My-topic"));

        assertThat(refresh())
                .contains("my_topic my.topic DROPPED")
                .filteredOn(row -> row.contains("SKIPPED"))
                .hasSize(2);
    }

    @Test
    void goesOnWhereOneViewCannotBeMade() {
        topics.addAll(Set.of("broken", "fine", "refused"));

        assertThat(refresh())
                .containsExactly(
                        "broken broken SKIPPED: cannot be read",
                        "fine fine CREATED",
                        "refused refused SKIPPED: no room");
    }

    @Test
    void refusesAPrefixThatNoNameCanHave() {
        assertThatThrownBy(() -> new ViewNames("my-"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("the prefix of the views is my-");
    }
}
