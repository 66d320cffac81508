package io.kaspar.schema.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends GET requests, each once, and follows redirects without taking credentials to another host. Thread-safe. */
final class HttpExchanges {
    /** The longest answer of a registry. */
    static final int MAX_BODY_BYTES = 16 << 20;

    private static final int MAX_REDIRECTS = 5;
    private static final String ACCEPT = "application/vnd.schemaregistry.v1+json, application/json";

    private final HttpClient client;
    private final RegistryOptions options;

    /** @param client must not follow redirects itself */
    HttpExchanges(HttpClient client, RegistryOptions options) {
        this.client = client;
        this.options = options;
    }

    /**
     * The answer to one request.
     *
     * @throws HttpTimeoutException when it takes longer than the options allow, from connecting to the last byte
     * @throws IOException when there is none
     */
    HttpAnswer get(RegistryAddress address, String path) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(options.requestTimeoutMs());
        URI uri = address.resolve(path);
        boolean trusted = true;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpResponse<byte[]> response = send(request(uri, address, trusted), endNanos);
            Optional<String> target = redirectTarget(response);
            if (target.isEmpty()) {
                return new HttpAnswer(uri, response.statusCode(), response.body(), !trusted);
            }
            uri = redirected(uri, target.get());
            trusted = trusted && RegistryAddress.sameOrigin(uri, address.base());
        }
        throw new IOException("more than " + MAX_REDIRECTS + " redirects");
    }

    private HttpResponse<byte[]> send(HttpRequest request, long endNanos) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, info -> new BoundedBody(MAX_BODY_BYTES));
        try {
            return exchange.get(Math.max(1, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
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

    private HttpRequest request(URI uri, RegistryAddress address, boolean trusted) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .GET()
                .timeout(Duration.ofMillis(options.requestTimeoutMs()))
                .header("Accept", ACCEPT);
        if (trusted) {
            options.headers().forEach(request::setHeader);
            authorization(address).ifPresent(value -> request.setHeader("Authorization", value));
        }
        return request.build();
    }

    private Optional<String> authorization(RegistryAddress address) {
        if (options.bearerToken() != null) {
            return Optional.of("Bearer " + options.bearerToken());
        }
        String userInfo = options.userInfo() != null ? options.userInfo() : address.userInfo();
        return Optional.ofNullable(userInfo)
                .map(text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<String> redirectTarget(HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 301, 302, 303, 307, 308 -> response.headers().firstValue("Location");
            default -> Optional.empty();
        };
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
