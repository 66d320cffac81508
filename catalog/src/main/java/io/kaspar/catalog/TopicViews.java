package io.kaspar.catalog;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.columns.UnavailableSchemaException;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.procedure.view.ViewColumns;
import io.kaspar.catalog.procedure.view.ViewableTopics;
import io.kaspar.reader.task.MetadataField;
import java.util.List;
import java.util.Set;

/** A catalog's topics, for views of them. */
record TopicViews(String catalog, TopicTables tables) implements ViewableTopics {

    @Override
    public List<String> topics() {
        return tables.topics();
    }

    /** With a namespace: without it, Spark takes it for a file of the format kaspar where the catalog is not set. */
    @Override
    public List<String> tableName(String topic) {
        return List.of(catalog, TopicNames.CURRENT_NAMESPACE, topic);
    }

    @Override
    public void refresh(List<String> topics) {
        tables.forgetTopics(topics);
    }

    @Override
    public boolean isGone(String topic) {
        tables.forgetTopics(List.of(topic));
        try {
            return !tables.isThere(List.of(topic));
        } catch (ClusterException e) {
            if (Cluster.hidesTopic(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public ViewColumns columns(String topic, Set<MetadataField> hidden) {
        try {
            return tables.find(List.of(topic))
                    .map(table -> ViewColumns.of(table.viewColumns(hidden)))
                    .orElseGet(() -> ViewColumns.none("the topic was deleted meanwhile"));
        } catch (UnavailableSchemaException e) {
            return ViewColumns.none(String.valueOf(e.getMessage()));
        } catch (TopicSchemaException e) {
            if (e.isAboutTheTopic()) {
                return ViewColumns.none(String.valueOf(e.getMessage()));
            }
            throw e;
        } catch (ClusterException e) {
            if (Cluster.hidesTopic(e)) {
                return ViewColumns.none(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
