package io.kaspar.catalog.options;

import io.kaspar.schema.registry.RegistryOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the options that say how to reach the registry. */
final class RegistryOptionsParser {
    private static final int MOST_RETRIES = 100;

    private enum BasicAuthSource {
        USER_INFO,
        URL
    }

    private enum BearerAuthSource {
        STATIC_TOKEN
    }

    private RegistryOptionsParser() {}

    /** Empty when no registry is configured. */
    static Optional<RegistryOptions> parse(RawOptions raw) {
        OptionValues values = OptionValues.of(raw.options());
        BasicAuthSource source = values.choice(RegistryOption.BASIC_AUTH_SOURCE, BasicAuthSource.class);
        values.choice(RegistryOption.BEARER_AUTH_SOURCE, BearerAuthSource.class);
        int timeoutMs = values.durationMs(RegistryOption.REQUEST_TIMEOUT);
        int maxRetries = values.integer(RegistryOption.MAX_RETRIES, 0, MOST_RETRIES);
        int retryBudgetMs = values.durationMs(RegistryOption.RETRY_BUDGET);
        int latestTtlMs = values.durationMs(RegistryOption.LATEST_TTL);
        int missingTtlMs = values.durationMs(ClusterOption.METADATA_TTL);
        boolean normalizesSchemas = values.flag(RegistryOption.NORMALIZE_SCHEMAS);
        List<URI> addresses = addresses(values);
        if (addresses.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RegistryOptions(
                addresses.stream().map(RegistryOptionsParser::withoutUserInfo).toList(),
                userInfo(source, addresses, values),
                values.find(RegistryOption.BEARER_AUTH_TOKEN).orElse(null),
                tls(raw),
                raw.family(RegistryOption.REQUEST_HEADER),
                timeoutMs,
                maxRetries,
                retryBudgetMs,
                latestTtlMs,
                missingTtlMs,
                normalizesSchemas));
    }

    private static List<URI> addresses(OptionValues values) {
        List<URI> addresses = new ArrayList<>();
        for (String text : values.text(RegistryOption.URL).split(",")) {
            if (!text.isBlank()) {
                addresses.add(address(text.trim()));
            }
        }
        return addresses;
    }

    /** The address may hold a password, so a bad one is not shown. */
    private static URI address(String text) {
        try {
            URI address = new URI(text);
            if (Arrays.asList("http", "https", "file").contains(address.getScheme())) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw badAddress();
        }
        throw badAddress();
    }

    private static OptionException badAddress() {
        return new OptionException("option " + RegistryOption.URL.optionName() + " holds something that is no"
                + " address; it must be " + RegistryOption.URL.allowed().replace("`", ""));
    }

    private static String withoutUserInfo(URI address) {
        String userInfo = rawUserInfo(address);
        return userInfo == null ? address.toString() : address.toString().replace(userInfo + "@", "");
    }

    /** Also of an address whose host name {@link URI} does not understand, such as one with an underscore. */
    private static @Nullable String rawUserInfo(URI address) {
        String authority = address.getRawAuthority();
        if (authority == null) {
            return null;
        }
        int end = authority.lastIndexOf('@');
        return end < 0 ? null : authority.substring(0, end);
    }

    private static @Nullable String userInfo(BasicAuthSource source, List<URI> addresses, OptionValues values) {
        Optional<String> inAddress = addresses.stream()
                .map(address -> Optional.ofNullable(rawUserInfo(address)))
                .flatMap(Optional::stream)
                .map(raw -> URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8))
                .findFirst();
        return switch (source) {
            case USER_INFO ->
                values.find(RegistryOption.BASIC_AUTH_USER_INFO)
                        .or(() -> inAddress)
                        .orElse(null);
            case URL ->
                inAddress.orElseThrow(() -> new OptionException("option "
                        + RegistryOption.BASIC_AUTH_SOURCE.optionName() + " is URL, but "
                        + RegistryOption.URL.optionName() + " holds no user:password@"));
        };
    }

    private static Map<String, String> tls(RawOptions raw) {
        Map<String, String> tls = new HashMap<>();
        raw.family(RegistryOption.SSL).forEach((name, value) -> tls.put("ssl." + name, value));
        return tls;
    }
}
