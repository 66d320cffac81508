package io.kaspar.schema.registry;

/** Options that messages of this package name: Confluent's own names. */
final class OptionNames {
    static final String URL = "schema.registry.url";
    static final String USER_INFO = "basic.auth.user.info";
    static final String BEARER_TOKEN = "bearer.auth.token";

    static final String RETRY_BUDGET = "schema.registry.retry-budget";

    private OptionNames() {}
}
