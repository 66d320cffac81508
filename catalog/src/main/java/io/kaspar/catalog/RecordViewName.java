package io.kaspar.catalog;

import io.kaspar.catalog.columns.ValueShape;
import io.kaspar.reader.task.RecordView;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands behind the {@code $} of a table that is a view of a topic. These words win over record
 * types of the same name, so that a name keeps its meaning whatever the registry gets: such a type is found by its full name.
 */
enum RecordViewName {
    LATEST(
            "latest",
            RecordView.LATEST,
            ValueShape.PLAIN,
            "the last record of each key and partition of topic %s, without keys whose last record has no value"),
    RAW(
            "raw",
            RecordView.EVERYTHING,
            ValueShape.RAW,
            "the records of topic %s with the columns of Spark's own Kafka connector"),
    RECORDS(
            "records",
            RecordView.EVERYTHING,
            ValueShape.RECORD,
            "the records of topic %s, whole, with their keys and values decoded"),
    CHANGES(
            "changes",
            RecordView.WITH_VALUE,
            ValueShape.CHANGE,
            "the changes of a database in topic %s, without tombstones"),
    CURRENT(
            "current",
            RecordView.CURRENT,
            ValueShape.ROW,
            "the rows after the last change of each key and partition, of those of a database in topic %s, without deleted ones"),
    UNWRAPPED_CHANGES(
            CHANGES.word,
            RecordView.WITH_VALUE,
            ValueShape.UNWRAPPED_CHANGE,
            "the rows that Debezium unwrapped into topic %s, deleted ones too, without tombstones"),
    UNWRAPPED_CURRENT(
            CURRENT.word,
            RecordView.CURRENT_UNWRAPPED,
            ValueShape.UNWRAPPED_ROW,
            "the last row of each key and partition, of those that Debezium unwrapped into topic %s, without deleted ones");

    private static final String REQUIREMENT =
            "only topics have it whose values are changes as Debezium writes them, with the records before, after and source and the text"
                    + " op, or rows that Debezium unwrapped, with the text __op or __deleted: by their schema, or by value.format=json"
                    + " and the columns of value.schema";

    private final String word;
    private final RecordView view;
    private final ValueShape shape;
    private final String comment;

    RecordViewName(String word, RecordView view, ValueShape shape, String comment) {
        this.word = word;
        this.view = view;
        this.shape = shape;
        this.comment = comment;
    }

    /** Whether topics may have a view of this word. */
    static boolean isWord(String word) {
        return of(word).findAny().isPresent();
    }

    private static Stream<RecordViewName> of(String word) {
        return Arrays.stream(values()).filter(view -> view.word.equals(word));
    }

    /**
     * The view of this word that a topic with these values has; asks for their schema only where it matters.
     *
     * @throws TopicSchemaException when the schema cannot be had
     */
    static Optional<RecordViewName> of(String word, TopicSchema topicSchema) {
        return of(word).filter(view -> view.fits(topicSchema)).findFirst();
    }

    /** The words of the views that a topic with these values has, as far as their schema tells. */
    static List<String> wordsOf(TopicSchema topicSchema) {
        return Arrays.stream(values())
                .filter(view -> view.shape.fits(topicSchema.value().dataType()))
                .map(view -> view.word)
                .distinct()
                .toList();
    }

    RecordView view() {
        return view;
    }

    /** Whether rows of the table can become records: of one that shows each record as it is. */
    boolean isWritable() {
        return this == RAW || this == RECORDS;
    }

    ValueShape shape() {
        return shape;
    }

    /** How the table reads keys and values, which are those of a topic; asks for no schema. */
    TopicSchema read(TopicSchema topicSchema) {
        PayloadSchema bytes = new PayloadSchema.Raw(RawFormat.BINARY);
        return shape == ValueShape.RAW ? new TopicSchema(bytes, bytes) : topicSchema;
    }

    /** What the table is. */
    String comment(String topic) {
        return String.format(comment, topic);
    }

    private boolean fits(TopicSchema topicSchema) {
        if (!view.isOfChanges()) {
            return true;
        }
        if (topicSchema.value() instanceof PayloadSchema.Unavailable unavailable) {
            throw new TopicSchemaException(unavailable.problem(), null);
        }
        return shape.fits(topicSchema.value().dataType());
    }

    /** What a topic must be like that has the view of this word, in words for who misses it; empty when all topics have it, or none. */
    static Optional<String> requirement(String word) {
        return of(word).filter(view -> view.view.isOfChanges()).findFirst().map(view -> REQUIREMENT);
    }
}
