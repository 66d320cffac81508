package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadOptions;
import java.io.Serializable;
import java.util.Objects;

/**
 * How the schemas of a topic are found, and how they become Spark types.
 *
 * @param recordNames which record types the values are of
 */
public record ResolveOptions(
        SideOptions key,
        SideOptions value,
        SubjectStrategy strategy,
        PayloadOptions payloadOptions,
        RecordNames recordNames)
        implements Serializable {
    public static final ResolveOptions DEFAULT = new ResolveOptions(
            SideOptions.DEFAULT, SideOptions.DEFAULT, SubjectStrategy.TOPIC_NAME, PayloadOptions.DEFAULT);

    public ResolveOptions {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(payloadOptions, "payloadOptions");
        Objects.requireNonNull(recordNames, "recordNames");
    }

    /** Without a word on the values' record types. */
    public ResolveOptions(SideOptions key, SideOptions value, SubjectStrategy strategy, PayloadOptions payloadOptions) {
        this(key, value, strategy, payloadOptions, RecordNames.UNSAID);
    }

    SideOptions side(PayloadSide side) {
        return switch (side) {
            case KEY -> key;
            case VALUE -> value;
        };
    }

    /** Whether the values' types are what the registry has under {@code <topic>-<record's full name>}. */
    public boolean isByTopicAndRecord() {
        return strategy == SubjectStrategy.TOPIC_RECORD_NAME
                && value.given() == null
                && value.subject() == null
                && value.recordName() == null
                && !(recordNames instanceof RecordNames.Listed);
    }

    /** Whether nothing says where the values' schema is: the topic's name alone has to do. */
    public boolean isByTopicAlone() {
        return strategy == SubjectStrategy.TOPIC_NAME
                && value.given() == null
                && value.subject() == null
                && value.version() instanceof VersionSelector.Latest
                && !(recordNames instanceof RecordNames.Listed);
    }
}
