package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.CATALOG;

/** How the Schema Registry is reached, and what is remembered of it. */
enum RegistryOption implements KasparOption {
    URL(
            "schema.registry.url",
            "",
            "`http(s)://…`, several with commas, or `file:` of a folder",
            "Where the Schema Registry is. Without it, topics have no schemas.",
            CATALOG),
    BASIC_AUTH_SOURCE(
            "basic.auth.credentials.source",
            "USER_INFO",
            "`USER_INFO` or `URL`",
            "Where the registry's user and password are taken from.",
            CATALOG),
    BASIC_AUTH_USER_INFO(
            "basic.auth.user.info", "", "`user:password`", "The registry's user and password. Secret.", CATALOG),
    BEARER_AUTH_SOURCE(
            "bearer.auth.credentials.source",
            "STATIC_TOKEN",
            "`STATIC_TOKEN`",
            "Where the registry's bearer token is taken from.",
            CATALOG),
    BEARER_AUTH_TOKEN("bearer.auth.token", "", "text", "The registry's bearer token. Secret.", CATALOG),
    SSL(
            "schema.registry.ssl.*",
            "",
            "Kafka's own",
            "TLS to the registry: `schema.registry.ssl.truststore.location` and so on, named as Kafka's `ssl.*`.",
            CATALOG),
    REQUEST_HEADER(
            "request.header.*", "", "text", "A header sent with every request to the registry. Secret.", CATALOG),
    REQUEST_TIMEOUT(
            "schema.registry.request-timeout",
            "10s",
            "a duration: `500ms`, `10s`, `2m`",
            "How long one request to the registry may take.",
            CATALOG),
    MAX_RETRIES(
            "schema.registry.max-retries",
            "2",
            "0 or more",
            "How many times a failed request to the registry is tried again.",
            CATALOG),
    RETRY_BUDGET(
            "schema.registry.retry-budget",
            "30s",
            "a duration",
            "How long a request is tried again that the registry turns away with HTTP 429 or 503, at the times that it asks for in `Retry-After`.",
            CATALOG),
    LATEST_TTL(
            "schema.registry.latest-ttl",
            "60s",
            "a duration",
            "How long the newest version of a subject is remembered.",
            CATALOG),
    NORMALIZE_SCHEMAS(
            "normalize.schemas",
            "false",
            "`true` or `false`",
            "Whether the registry brings schemas into its own form before it registers them, or compares them, so that those that say the same are one.",
            CATALOG);

    private final OptionDefinition definition;

    RegistryOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
