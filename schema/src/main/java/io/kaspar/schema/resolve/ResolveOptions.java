package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadOptions;
import java.io.Serializable;
import java.util.Objects;

/** How the schemas of a topic are found, and how they become Spark types. */
public record ResolveOptions(
        SideOptions key, SideOptions value, SubjectStrategy strategy, PayloadOptions payloadOptions)
        implements Serializable {
    public static final ResolveOptions DEFAULT = new ResolveOptions(
            SideOptions.DEFAULT, SideOptions.DEFAULT, SubjectStrategy.TOPIC_NAME, PayloadOptions.DEFAULT);

    public ResolveOptions {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(payloadOptions, "payloadOptions");
    }

    SideOptions side(PayloadSide side) {
        return switch (side) {
            case KEY -> key;
            case VALUE -> value;
        };
    }
}
