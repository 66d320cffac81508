package io.kaspar.catalog;

import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.options.Subscription;
import io.kaspar.catalog.scan.ScannedTopic;
import io.kaspar.catalog.scan.ScannedTopics;
import java.util.List;
import java.util.function.Function;

/** The topics of a subscription, as one query reads them. */
final class SubscribedTopics implements ScannedTopics {
    private final Subscription subscription;
    private final TopicTables tables;
    private final Function<String, QueryOptions> options;
    private final List<ScannedTopic> pinned;

    /** @param options of each topic, by its name */
    SubscribedTopics(Subscription subscription, TopicTables tables, Function<String, QueryOptions> options) {
        this.subscription = subscription;
        this.tables = tables;
        this.options = options;
        this.pinned = tables.require(subscription).stream()
                .map(layout -> tables.asking().pinned(layout, options.apply(layout.topic())))
                .toList();
    }

    @Override
    public List<ScannedTopic> pinned() {
        return pinned;
    }

    @Override
    public List<ScannedTopic> now() {
        return tables.layouts(subscription).stream().map(this::now).toList();
    }

    private ScannedTopic now(TopicLayout layout) {
        return tables.asking().now(layout, options.apply(layout.topic()));
    }

    @Override
    public boolean mayHave(String topic) {
        return subscription.mayHave(topic);
    }

    @Override
    public String label() {
        return subscription.label();
    }

    @Override
    public String toString() {
        return subscription.toString();
    }
}
