package io.kaspar.schema.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Makes JSON, or an error a user can act on, of what a registry answered. */
final class AnswerReading {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_MESSAGE_CHARACTERS = 200;
    /** 40401 no subject, 40402 no version, 40403 no schema, and others of the kind; a plain 404 is no word of a registry. */
    private static final int NOT_FOUND_CODES = 404 * 100;

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** Registries without GUIDs have nothing below this path, and say so as any web server does. */
    private static final String GUIDS_PATH = "/schemas/guids/";

    private final RegistryOptions options;

    AnswerReading(RegistryOptions options) {
        this.options = options;
    }

    static boolean isTlsFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the answer says that there is no such thing, but not in a registry's words: what stands before a registry may
     * say so too when the address is wrong.
     */
    boolean isPlainNotFound(HttpAnswer answer, String path) {
        return answer.status() == NOT_FOUND && !isNotFound(answer, path);
    }

    private static boolean isNotFound(HttpAnswer answer, String path) {
        return answer.status() == NOT_FOUND && (path.startsWith(GUIDS_PATH) || isNotFoundCode(errorCode(answer)));
    }

    /** The answer as JSON; empty when it says that there is no such thing. */
    Optional<JsonNode> read(HttpAnswer answer, String path) throws SchemaRegistryException {
        if (isNotFound(answer, path)) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            throw refusal(answer, path);
        }
        try {
            JsonNode json = JSON.readTree(answer.body());
            if (json.isContainerNode()) {
                return Optional.of(json);
            }
        } catch (IOException e) {
            throw new SchemaRegistryException(noJson(answer), e);
        }
        throw new SchemaRegistryException(noJson(answer));
    }

    /** What an answer with an error status says. */
    SchemaRegistryException refusal(HttpAnswer answer, String path) {
        return answer.status() == FORBIDDEN
                ? SchemaRegistryException.forbidden(failure(answer, path))
                : new SchemaRegistryException(failure(answer, path));
    }

    /** An answer with an error status in words. */
    String failure(HttpAnswer answer, String path) {
        String where = "the registry at " + RegistryAddress.show(answer.uri());
        return switch (answer.status()) {
            case 401 -> where + " refuses the credentials (HTTP 401): " + credentialsAdvice(answer);
            case 403 ->
                where + " does not allow this with the given credentials (HTTP 403): " + credentialsAdvice(answer);
            case 404 ->
                where + " has nothing at " + path + " (HTTP 404): check the path in " + OptionNames.URL
                        + ", such as /apis/ccompat/v7";
            default -> where + " answered HTTP " + answer.status() + message(answer);
        };
    }

    /** A request without an answer in words. */
    String failure(IOException failure, RegistryAddress address) {
        String where = "the registry at " + address;
        if (failure instanceof HttpTimeoutException) {
            return where + " did not answer within " + options.requestTimeoutMs() + " ms: check " + OptionNames.URL
                    + ", or raise the request timeout";
        }
        if (isTlsFailure(failure)) {
            return where + " and this client cannot agree on TLS (" + failure.getMessage()
                    + "): check ssl.truststore.location and ssl.keystore.location";
        }
        if (failure instanceof BoundedBody.TooLargeException) {
            return where + " gave an answer that cannot be one: " + failure.getMessage() + ": check " + OptionNames.URL;
        }
        boolean down = failure instanceof ConnectException || failure instanceof UnknownHostException;
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return where + (down ? " cannot be reached" : " broke off the exchange") + " (" + reason + "): check "
                + OptionNames.URL + " and that the registry is running";
    }

    private String credentialsAdvice(HttpAnswer answer) {
        if (answer.redirected()) {
            return "it was redirected to, and credentials are not sent to another host; set " + OptionNames.URL
                    + " to the final address";
        }
        if (options.bearerToken() != null) {
            return "check " + OptionNames.BEARER_TOKEN;
        }
        boolean some = options.userInfo() != null
                || options.addresses().stream().anyMatch(address -> address.userInfo() != null);
        return some
                ? "check " + OptionNames.USER_INFO
                : "none were given; set " + OptionNames.USER_INFO + " or " + OptionNames.BEARER_TOKEN;
    }

    private static String noJson(HttpAnswer answer) {
        return "the registry at " + RegistryAddress.show(answer.uri()) + " answered " + answer.body().length
                + " bytes that are not the JSON of a schema registry: check " + OptionNames.URL;
    }

    private static boolean isNotFoundCode(int errorCode) {
        return errorCode > NOT_FOUND_CODES && errorCode < NOT_FOUND_CODES + 100;
    }

    private static int errorCode(HttpAnswer answer) {
        return errorBody(answer).path("error_code").asInt();
    }

    private static String message(HttpAnswer answer) {
        String message = errorBody(answer).path("message").asText("").replaceAll("\\p{Cntrl}+", " ");
        if (message.isBlank()) {
            return "";
        }
        return ": " + message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARACTERS));
    }

    private static JsonNode errorBody(HttpAnswer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            // An error page in HTML has no code and no message; its status is told in any case.
            return JSON.missingNode();
        }
    }
}
