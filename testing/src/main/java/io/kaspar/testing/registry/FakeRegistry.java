package io.kaspar.testing.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A Schema Registry on loopback, with a free port, that holds its schemas in memory and fails when a test tells it to.
 *
 * <p>Ids count up from 1 and equal schemas share one; the first version of a subject is 1. Schemas can also be registered
 * over HTTP. Paths given to its methods are URL-encoded and have no path prefix: {@code /subjects/orders-value/versions}.
 */
public final class FakeRegistry implements AutoCloseable {
    static {
        // Without it each answer waits 40 ms for the client's delayed acknowledgement of its header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final FakeSubjects subjects = new FakeSubjects();
    private final FakeAnswers answers = new FakeAnswers(subjects);
    private final FakeFaults faults = new FakeFaults();
    private final List<FakeRequest> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeRegistry::daemon);
    private final HttpServer server;
    private final String pathPrefix;

    private FakeRegistry(HttpServer server, String pathPrefix) {
        this.server = server;
        this.pathPrefix = pathPrefix;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts on a free port. */
    public static FakeRegistry start() throws IOException {
        return start("");
    }

    /** Starts on a free port, below a path such as {@code /apis/ccompat/v7}. */
    public static FakeRegistry start(String pathPrefix) throws IOException {
        return new FakeRegistry(HttpServer.create(freePort(), 0), pathPrefix);
    }

    /** Starts on a free port, with the certificates of {@code sslContext}. */
    public static FakeRegistry startTls(SSLContext sslContext) throws IOException {
        HttpsServer server = HttpsServer.create(freePort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(sslContext));
        return new FakeRegistry(server, "");
    }

    /** As {@link #startTls}, and refuses clients without a certificate that {@code sslContext} trusts. */
    public static FakeRegistry startMutualTls(SSLContext sslContext) throws IOException {
        HttpsServer server = HttpsServer.create(freePort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(sslContext) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters required = sslContext.getDefaultSSLParameters();
                required.setNeedClientAuth(true);
                parameters.setSSLParameters(required);
            }
        });
        return new FakeRegistry(server, "");
    }

    /** Its address, with the path prefix. */
    public String url() {
        String protocol = server instanceof HttpsServer ? "https" : "http";
        return protocol + "://127.0.0.1:" + server.getAddress().getPort() + pathPrefix;
    }

    /** Registers an Avro schema without references. */
    public int register(String subject, String avroText) {
        return register(subject, "AVRO", avroText, List.of());
    }

    /** Registers a schema as the subject's next version and gives its id. */
    public int register(String subject, String schemaType, String text, List<FakeReference> references) {
        return subjects.register(subject, new FakeSchema(schemaType, text, references));
    }

    /** The schema type of the newest version of a subject. */
    public String type(String subject) {
        List<Integer> ids = subjects.ids(subject);
        return subjects.byId(subject, ids.get(ids.size() - 1)).orElseThrow().schemaType();
    }

    /** The GUID of a schema that is registered in the default context. */
    public String guid(int schemaId) {
        return subjects.byId("", schemaId).orElseThrow().guid().toString();
    }

    /** Soft-deletes a subject: it is no longer listed, but its schemas are still found by id. */
    public void delete(String subject) {
        subjects.delete(subject);
    }

    /** Lists of subjects are whole from now on, whatever prefix is asked for, as Apicurio's are. */
    public void ignorePrefixes() {
        answers.take(FakeAnswers.Prefixes.IGNORED);
    }

    /** Lists of the subjects that start with something are no page of this server from now on. */
    public void refusePrefixes() {
        answers.take(FakeAnswers.Prefixes.REFUSED);
    }

    /** How many requests came, failed ones included. */
    public int requestCount() {
        return requests.size();
    }

    /** How many requests came for this path, failed ones included. */
    public int requestCount(String path) {
        return Math.toIntExact(
                requests.stream().filter(request -> request.path().equals(path)).count());
    }

    /** All requests in the order they came, failed ones included. */
    public List<FakeRequest> requests() {
        return List.copyOf(requests);
    }

    /** The next {@code count} requests get this HTTP status. */
    public void failNext(int count, int status) {
        faults.failNext(count, status);
    }

    /**
     * From now on no more than so many requests are answered in one second; the others get status 429 and are asked to come
     * back in a second.
     *
     * @param nowMs the time, which a test may make up
     */
    public void limit(int requestsPerSecond, LongSupplier nowMs) {
        faults.limit(requestsPerSecond, nowMs);
    }

    /** Each request waits this long before it is answered. */
    public void delay(long ms) {
        faults.delay(ms);
    }

    /** Requests without these credentials get status 401 from now on. */
    public void requireBasicAuth(String user, String password) {
        faults.requireBasicAuth(user + ":" + password);
    }

    /** Requests without this token get status 401 from now on. */
    public void requireBearer(String token) {
        faults.requireBearer(token);
    }

    /** Each request is redirected to the same path below another address from now on. */
    public void redirectTo(String url) {
        faults.redirectTo(url);
    }

    /** Requests for this path get exactly this answer from now on. */
    public void plant(String path, int status, String body) {
        faults.plant(path, new FakeResponse(status, body, Map.of()));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            String shortPath = path.startsWith(pathPrefix) ? path.substring(pathPrefix.length()) : "/outside" + path;
            String query = exchange.getRequestURI().getRawQuery();
            FakeRequest request = new FakeRequest(
                    exchange.getRequestMethod(), shortPath, query == null ? "" : query, exchange.getRequestHeaders());
            requests.add(request);
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            faults.sleep();
            FakeResponse response = faults.answer(request).orElse(null);
            send(
                    exchange,
                    response != null ? response : answers.answer(request.method(), shortPath, request.query(), body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, FakeResponse response) throws IOException {
        byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static InetSocketAddress freePort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fake-registry");
        thread.setDaemon(true);
        return thread;
    }
}
