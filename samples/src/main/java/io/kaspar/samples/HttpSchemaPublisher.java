package io.kaspar.samples;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Registers schemas with a registry that speaks Confluent's REST API. */
final class HttpSchemaPublisher implements SchemaPublisher {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int HTTP_OK = 200;

    private final String url;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    HttpSchemaPublisher(String url) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    @Override
    public int publish(String subject, SchemaType type, String schema) throws IOException {
        URI uri = URI.create(url + "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("schema", schema, "schemaType", type.name()))))
                .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != HTTP_OK) {
            throw new IOException(
                    "the registry at " + url + " refused a schema of " + subject + ": " + response.body());
        }
        return json.readTree(response.body()).required("id").intValue();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("the schema registry at " + url + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while schemas were registered");
        }
    }
}
