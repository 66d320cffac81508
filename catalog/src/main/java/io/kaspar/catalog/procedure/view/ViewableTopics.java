package io.kaspar.catalog.procedure.view;

import io.kaspar.reader.task.MetadataField;
import java.util.List;
import java.util.Set;

/** The topics of a catalog, as far as views of them have to know. */
public interface ViewableTopics {

    /** Those that are listed, in alphabetical order. */
    List<String> topics();

    /** The parts of the name of a topic's table, for queries in whatever session and database. */
    List<String> tableName(String topic);

    /** Has these topics and their schemas asked for anew. */
    void refresh(List<String> topics);

    /** Whether a topic that is not listed is there no more. It may be there and hidden from who asks. */
    boolean isGone(String topic);

    /** A topic's columns, and these hidden ones, as far as it has them. */
    ViewColumns columns(String topic, Set<MetadataField> hidden);
}
