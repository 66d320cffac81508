package io.kaspar.schema.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One address of a registry, with the credentials taken out of it. Never shows them.
 *
 * @param base without credentials, query and trailing slash
 * @param userInfo {@code user:password} as the address had it, decoded; null when it had none
 */
record RegistryAddress(URI base, @Nullable String userInfo) {
    private static final String APICURIO_COMPATIBLE = "/apis/ccompat/";

    /**
     * Reads an address as the option holds it.
     *
     * @throws IllegalArgumentException when it is none, with a message that shows no credentials
     */
    static RegistryAddress parse(String text) {
        URI uri = uri(text.strip());
        String protocol = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (protocol) {
            case "file" -> new RegistryAddress(folder(uri), null);
            case "http", "https" -> web(uri, protocol);
            default -> throw notAnAddress(text, "it must start with http://, https:// or file:");
        };
    }

    boolean isFolder() {
        return "file".equals(base.getScheme());
    }

    /** Where the interfaces of Apicurio's registry lie, when this is its Confluent-compatible one. */
    Optional<RegistryAddress> ofApicurio() {
        String text = base.toString();
        int end = text.lastIndexOf(APICURIO_COMPATIBLE);
        return end < 0
                ? Optional.empty()
                : Optional.of(new RegistryAddress(URI.create(text.substring(0, end)), userInfo));
    }

    /** The address of something below this one. */
    URI resolve(String path) {
        return URI.create(base + path);
    }

    /** An address as it may be shown: without credentials and query. */
    static String show(URI uri) {
        return uri.getScheme() + "://" + UriAuthority.of(uri).place()
                + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    /** Whether credentials for the one may be sent to the other. */
    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && UriAuthority.of(one)
                        .host()
                        .equalsIgnoreCase(UriAuthority.of(other).host())
                && port(one) == port(other);
    }

    @Override
    public String toString() {
        return base.toString();
    }

    private static int port(URI uri) {
        int port = UriAuthority.of(uri).port();
        if (port >= 0) {
            return port;
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static RegistryAddress web(URI uri, String protocol) {
        UriAuthority authority = authority(uri);
        String path = uri.getRawPath().replaceAll("/+$", "");
        String raw = authority.userInfo();
        String userInfo = raw == null ? null : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        return new RegistryAddress(URI.create(protocol + "://" + authority.place() + path), userInfo);
    }

    private static UriAuthority authority(URI uri) {
        try {
            return UriAuthority.of(uri);
        } catch (IllegalArgumentException e) {
            throw notAnAddress(uri.toString(), String.valueOf(e.getMessage()));
        }
    }

    private static URI folder(URI uri) {
        if (uri.getPath() == null || !uri.getPath().startsWith("/")) {
            throw notAnAddress(uri.toString(), "a folder needs its whole path: file:///path/to/folder");
        }
        return URI.create("file://" + uri.getRawPath());
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // The exception's own message holds the text with the credentials, so it must not become the cause.
            throw notAnAddress(text, e.getReason());
        }
    }

    private static IllegalArgumentException notAnAddress(String text, String reason) {
        String shown = text.substring(text.lastIndexOf('@') + 1);
        return new IllegalArgumentException(OptionNames.URL + " holds no address: " + shown + ": " + reason);
    }
}
