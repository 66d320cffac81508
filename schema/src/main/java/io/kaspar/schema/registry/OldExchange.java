package io.kaspar.schema.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One request by the JDK's older client, for host names that the newer one refuses: those with an underscore. Follows no
 * redirects.
 */
final class OldExchange {
    private static final int OK_CLASS_END = 400;

    private final @Nullable SSLContext sslContext;

    /** @param sslContext null for the JDK's own */
    OldExchange(@Nullable SSLContext sslContext) {
        this.sslContext = sslContext;
    }

    /**
     * The answer.
     *
     * @param endNanos of {@link System#nanoTime}, when it is given up
     * @throws HttpTimeoutException when it takes longer
     */
    Response send(URI uri, @Nullable String posted, Map<String, String> headers, long endNanos) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        if (sslContext != null && connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(sslContext.getSocketFactory());
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        int timeoutMs = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()));
        connection.setConnectTimeout(timeoutMs);
        connection.setReadTimeout(timeoutMs);
        headers.forEach(connection::setRequestProperty);
        try {
            if (posted != null) {
                post(connection, posted);
            }
            int status = connection.getResponseCode();
            return new Response(status, body(connection, status, endNanos), connection);
        } catch (SocketTimeoutException e) {
            HttpTimeoutException timeout = new HttpTimeoutException("no full answer in time");
            timeout.initCause(e);
            throw timeout;
        }
    }

    private static void post(HttpURLConnection connection, String posted) throws IOException {
        connection.setDoOutput(true);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", HttpExchanges.CONTENT_TYPE);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(posted.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] body(HttpURLConnection connection, int status, long endNanos) throws IOException {
        InputStream stream = status < OK_CLASS_END ? connection.getInputStream() : connection.getErrorStream();
        if (stream == null) {
            return new byte[0];
        }
        try (stream) {
            byte[] body = stream.readNBytes(HttpExchanges.MAX_BODY_BYTES + 1);
            if (System.nanoTime() - endNanos > 0) {
                throw new HttpTimeoutException("no full answer in time");
            }
            if (body.length > HttpExchanges.MAX_BODY_BYTES) {
                throw new BoundedBody.TooLargeException(HttpExchanges.MAX_BODY_BYTES);
            }
            return body;
        }
    }

    /** What was answered. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; read once, by the caller that asked
    record Response(int status, byte[] body, HttpURLConnection connection) {
        @Nullable
        String header(String name) {
            return connection.getHeaderField(name);
        }
    }
}
