package io.kaspar.bench.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Registers schemas of values. */
final class Registry {
    private static final int HTTP_OK = 200;

    private final String url;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    Registry(String url) {
        this.url = url;
    }

    /** Registers the schema, or finds it, and returns its id. */
    int register(String topic, String valueSchema) throws IOException {
        String body = json.writeValueAsString(Map.of("schema", valueSchema));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/subjects/" + topic + "-value/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != HTTP_OK) {
            throw new IOException("the registry refused the schema of " + topic + ": " + response.body());
        }
        return json.readTree(response.body()).required("id").intValue();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a schema was registered");
        }
    }
}
