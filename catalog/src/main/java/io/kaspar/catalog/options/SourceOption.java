package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.SOURCE;

/** Which topic is read where there is no catalog. */
enum SourceOption implements KasparOption {
    TOPIC("topic", "", "a topic", "The topic to read; `load(\"…\")` and `subscribe` say the same.", SOURCE),
    SUBSCRIBE("subscribe", "", "a topic", "As `topic`, under the name of Spark's own connector.", SOURCE),
    PATH("path", "", "a topic", "As `topic`; what `load(\"…\")` sets.", SOURCE);

    private final OptionDefinition definition;

    SourceOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
