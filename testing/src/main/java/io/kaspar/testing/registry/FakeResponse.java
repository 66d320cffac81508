package io.kaspar.testing.registry;

import java.util.Map;

/** What the fake registry answers. */
record FakeResponse(int status, String body, Map<String, String> headers) {
    FakeResponse {
        headers = Map.copyOf(headers);
    }

    static FakeResponse ok(String body) {
        return new FakeResponse(200, body, Map.of());
    }

    static FakeResponse error(int status, int errorCode, String message) {
        return new FakeResponse(status, "{\"error_code\":" + errorCode + ",\"message\":\"" + message + "\"}", Map.of());
    }
}
