package io.kaspar.examples.json;

import org.jspecify.annotations.Nullable;

/** An event as programs see it: a bean, which is what Spark makes rows of and back. */
public final class ContentEvent {
    private @Nullable String content;

    public @Nullable String getContent() {
        return content;
    }

    public void setContent(@Nullable String content) {
        this.content = content;
    }
}
