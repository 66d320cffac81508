package io.kaspar.schema.registry;

import io.kaspar.schema.cancel.Cancellation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends requests, each once, and follows redirects without taking credentials to another host. Thread-safe. */
final class HttpExchanges {
    /** The longest answer of a registry. */
    static final int MAX_BODY_BYTES = 16 << 20;

    private static final int MAX_REDIRECTS = 5;
    private static final String LOCATION = "Location";
    private static final String RETRY_AFTER = "Retry-After";
    static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String ACCEPT = "application/vnd.schemaregistry.v1+json, application/json";

    private final HttpClient client;
    private final OldExchange oldExchange;
    private final RegistryOptions options;

    /**
     * @param client must not follow redirects itself
     * @param oldExchange for the addresses that {@code client} refuses
     */
    HttpExchanges(HttpClient client, OldExchange oldExchange, RegistryOptions options) {
        this.client = client;
        this.oldExchange = oldExchange;
        this.options = options;
    }

    /**
     * One response.
     *
     * @param location where a redirect leads
     * @param retryAfter as the header has it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; read once, by the caller that asked
    private record Response(
            int status,
            byte[] body,
            @Nullable String location,
            @Nullable String retryAfter) {}

    /**
     * The answer to one request.
     *
     * @throws HttpTimeoutException when it takes longer than the options allow, from connecting to the last byte
     * @throws IOException when there is none
     */
    HttpAnswer send(RegistryAddress address, RegistryRequest request, Cancellation cancellation)
            throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(options.requestTimeoutMs());
        URI uri = address.resolve(request.path());
        boolean trusted = true;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            Response response = send(uri, request.body(), headers(address, trusted), endNanos, cancellation);
            String target = redirectTarget(response);
            if (target == null) {
                return new HttpAnswer(uri, response.status(), response.body(), !trusted, response.retryAfter());
            }
            if (request.body() != null && !keepsMethod(response.status())) {
                throw new IOException(
                        "redirected what is posted to another address, " + OptionNames.URL + " should be that one");
            }
            uri = redirected(uri, target);
            trusted = trusted && RegistryAddress.sameOrigin(uri, address.base());
        }
        throw new IOException("more than " + MAX_REDIRECTS + " redirects");
    }

    private Response send(
            URI uri, @Nullable String body, Map<String, String> headers, long endNanos, Cancellation cancellation)
            throws IOException, InterruptedException {
        if (UriAuthority.isUnusual(uri)) {
            OldExchange.Response response = oldExchange.send(uri, body, headers, endNanos);
            return new Response(
                    response.status(), response.body(), response.header(LOCATION), response.header(RETRY_AFTER));
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofMillis(options.requestTimeoutMs()));
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body)).setHeader("Content-Type", CONTENT_TYPE);
        }
        headers.forEach(request::setHeader);
        HttpResponse<byte[]> response = send(request.build(), endNanos, cancellation);
        return new Response(
                response.statusCode(),
                response.body(),
                response.headers().firstValue(LOCATION).orElse(null),
                response.headers().firstValue(RETRY_AFTER).orElse(null));
    }

    private HttpResponse<byte[]> send(HttpRequest request, long endNanos, Cancellation cancellation)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, info -> new BoundedBody(MAX_BODY_BYTES));
        try {
            return cancellation.await(exchange, Math.max(1, endNanos - System.nanoTime()));
        } catch (TimeoutException e) {
            HttpTimeoutException timeout =
                    new HttpTimeoutException("no full answer within " + options.requestTimeoutMs() + " ms");
            timeout.initCause(e);
            throw timeout;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    private Map<String, String> headers(RegistryAddress address, boolean trusted) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", ACCEPT);
        if (trusted) {
            headers.putAll(options.headers());
            authorization(address).ifPresent(value -> headers.put("Authorization", value));
        }
        return headers;
    }

    private Optional<String> authorization(RegistryAddress address) {
        if (options.bearerToken() != null) {
            return Optional.of("Bearer " + options.bearerToken());
        }
        String userInfo = options.userInfo() != null ? options.userInfo() : address.userInfo();
        return Optional.ofNullable(userInfo)
                .map(text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static @Nullable String redirectTarget(Response response) {
        return switch (response.status()) {
            case 301, 302, 303, 307, 308 -> response.location();
            default -> null;
        };
    }

    /** By HTTP's rules; others ask the new address for it, and post nothing there. */
    private static boolean keepsMethod(int status) {
        return status == 307 || status == 308;
    }

    private static URI redirected(URI from, String target) throws IOException {
        try {
            URI uri = from.resolve(target);
            RegistryAddress address = RegistryAddress.parse(uri.toString());
            if (address.isFolder()) {
                throw new IOException("redirected to a place that is not on the web");
            }
            // Without the credentials that the target may hold: they are not ours to send.
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return URI.create(address.base() + query);
        } catch (IllegalArgumentException e) {
            throw new IOException("redirected to what is no address", e);
        }
    }
}
