package io.kaspar.schema.resolve;

import io.kaspar.schema.format.SchemaException;
import org.jspecify.annotations.Nullable;

/** How the subject of a payload's schema follows from the topic; the same ways as Confluent's serializers know. */
public enum SubjectStrategy {
    /** {@code <topic>-key} and {@code <topic>-value}. */
    TOPIC_NAME,
    /** The record's full name, which an option must tell. */
    RECORD_NAME,
    /** {@code <topic>-<record's full name>}; an option must tell the name of the keys' record. */
    TOPIC_RECORD_NAME;

    /**
     * The subject.
     *
     * @param recordName the record's full name, null when no option tells it
     * @throws SchemaException when this way needs a record name and there is none
     */
    String subject(String topic, PayloadSide side, @Nullable String recordName) throws SchemaException {
        return switch (this) {
            case TOPIC_NAME -> topic + "-" + side.word();
            case RECORD_NAME -> required(topic, side, recordName);
            case TOPIC_RECORD_NAME -> RecordSubjects.subject(topic, required(topic, side, recordName));
        };
    }

    private String required(String topic, PayloadSide side, @Nullable String recordName) throws SchemaException {
        if (recordName == null) {
            throw new SchemaException("the subject strategy " + this + " needs the record's name to find the "
                    + side.word() + " schema of topic " + topic + "; set " + side.word()
                    + ".record.name to it, or " + side.subjectOption() + " to the whole subject, or "
                    + side.formatOption() + " to read without a schema");
        }
        return recordName;
    }
}
