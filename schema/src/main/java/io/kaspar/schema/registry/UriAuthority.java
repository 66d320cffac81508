package io.kaspar.schema.registry;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The part of an address that names a server. Reads what {@link URI} refuses to take apart: a host name with an underscore,
 * as Compose and Swarm give to services.
 *
 * @param userInfo as it stands in the address, still encoded; null when there is none
 * @param port negative when the address names none
 */
record UriAuthority(@Nullable String userInfo, String host, int port) {
    private static final int NO_PORT = -1;

    /** The authority of an address of the web. */
    static UriAuthority of(URI uri) {
        String authority = uri.getRawAuthority();
        if (authority == null) {
            throw new IllegalArgumentException("it has no host name");
        }
        int hostStart = authority.lastIndexOf('@') + 1;
        String userInfo = hostStart == 0 ? null : authority.substring(0, hostStart - 1);
        String place = authority.substring(hostStart);
        int colon = place.lastIndexOf(':');
        // The colons of an IPv6 address stand in brackets.
        boolean hasPort = colon > place.lastIndexOf(']');
        String host = hasPort ? place.substring(0, colon) : place;
        if (host.isEmpty() || !host.chars().allMatch(UriAuthority::isOfHost)) {
            throw new IllegalArgumentException("it has no valid host name");
        }
        return new UriAuthority(userInfo, host, hasPort ? port(place.substring(colon + 1)) : NO_PORT);
    }

    /** Host and port as they stand in an address. */
    String place() {
        return port < 0 ? host : host + ":" + port;
    }

    /** Whether {@link URI}, and with it the JDK's newer client, knows no host here. */
    static boolean isUnusual(URI uri) {
        return uri.getHost() == null;
    }

    private static boolean isOfHost(int character) {
        return Character.isLetterOrDigit(character) || "-._[]:%~".indexOf(character) >= 0;
    }

    private static int port(String text) {
        try {
            return text.isEmpty() ? NO_PORT : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("its port is no number", e);
        }
    }
}
