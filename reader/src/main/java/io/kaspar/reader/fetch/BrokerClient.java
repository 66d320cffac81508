package io.kaspar.reader.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.utils.Time;

/**
 * Connections to brokers: sends one request at a time and waits for its answer.
 *
 * <p>Not thread-safe. Every wait ends when the thread is interrupted, with an {@link InterruptedIOException}.
 */
final class BrokerClient implements Closeable {
    private static final long LONGEST_POLL_MS = 1000;

    private final NetworkClient client;
    private final Metrics metrics;
    private final Time time;
    private final List<Node> bootstrapNodes;
    private final long retryBackoffMs;
    private final long maxRetryBackoffMs;
    private final Map<Integer, ClientResponse> arrived = new HashMap<>();

    private BrokerClient(
            NetworkClient client, Metrics metrics, Time time, List<Node> bootstrapNodes, FetchConfig config) {
        this.client = client;
        this.metrics = metrics;
        this.time = time;
        this.bootstrapNodes = bootstrapNodes;
        this.retryBackoffMs = config.retryBackoffMs();
        this.maxRetryBackoffMs = config.maxRetryBackoffMs();
    }

    /**
     * Connects to nothing yet, but may log in (SASL).
     *
     * @param buffers what responses are received into
     */
    static BrokerClient open(FetchConfig config, int networkTimeoutMs, ResponseBuffers buffers) {
        Time time = Time.SYSTEM;
        List<Node> bootstrapNodes = bootstrapNodes(config);
        Metrics metrics = new Metrics(time);
        try {
            int requestTimeoutMs = Math.min(config.requestTimeoutMs(), networkTimeoutMs);
            NetworkClient client = NetworkClients.open(config, requestTimeoutMs, metrics, buffers, time);
            return new BrokerClient(client, metrics, time, bootstrapNodes, config);
        } catch (RuntimeException e) {
            metrics.close();
            throw e;
        }
    }

    private static List<Node> bootstrapNodes(FetchConfig config) {
        List<String> servers = config.getList(FetchConfig.BOOTSTRAP_SERVERS_CONFIG);
        List<Node> nodes = new ArrayList<>();
        for (InetSocketAddress address : ClientUtils.parseAndValidateAddresses(servers, config.dnsLookup())) {
            // Kafka's own clients number bootstrap servers this way: no broker has a negative id.
            nodes.add(new Node(-1 - nodes.size(), address.getHostString(), address.getPort()));
        }
        return List.copyOf(nodes);
    }

    Time time() {
        return time;
    }

    List<Node> bootstrapNodes() {
        return bootstrapNodes;
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param connectTimeoutMs how long to wait for a connection to this broker
     * @throws BrokerUnreachableException when the broker cannot be reached, or goes away
     * @throws IOException when the broker refuses who we are, or does not know such a request
     */
    AbstractResponse ask(Node node, AbstractRequest.Builder<?> request, Patience patience, long connectTimeoutMs)
            throws IOException {
        return await(node, send(node, request, patience, connectTimeoutMs), patience);
    }

    /** Sends a request, of which {@link #await} gives the answer. */
    ClientRequest send(Node node, AbstractRequest.Builder<?> request, Patience patience, long connectTimeoutMs)
            throws IOException {
        connect(node, patience, connectTimeoutMs);
        return sendNow(node, request);
    }

    /** Whether a request can be sent without waiting. */
    boolean isReady(Node node) {
        return client.isReady(node, time.milliseconds());
    }

    /** Sends a request to a broker that {@link #isReady}. */
    ClientRequest sendNow(Node node, AbstractRequest.Builder<?> request) {
        long nowMs = time.milliseconds();
        ClientRequest clientRequest = client.newClientRequest(node.idString(), request, nowMs, true);
        client.send(clientRequest, nowMs);
        return clientRequest;
    }

    /** Moves bytes to and from sockets without waiting. */
    void poll() throws IOException {
        poll(0);
    }

    /** Waits, longer after each failure, before something is tried again. */
    void pause(Patience patience) throws IOException {
        long backoffMs =
                Math.min(maxRetryBackoffMs, retryBackoffMs << Math.min(10, Math.max(0, patience.failures() - 1)));
        long endMs = time.milliseconds() + Math.min(backoffMs, patience.remainingMs());
        do {
            poll(Math.max(0, endMs - time.milliseconds()));
        } while (time.milliseconds() < endMs);
        patience.check();
    }

    private void connect(Node node, Patience patience, long connectTimeoutMs) throws IOException {
        patience.trying(node);
        long deadlineMs = time.milliseconds() + connectTimeoutMs;
        while (!client.ready(node, time.milliseconds())) {
            checkAuthentication(node);
            if (client.connectionFailed(node)) {
                throw new BrokerUnreachableException("no connection to " + address(node));
            }
            long throttledMs = client.throttleDelayMs(node, time.milliseconds());
            if (throttledMs > 0) {
                patience.allow(throttledMs);
                deadlineMs = time.milliseconds() + throttledMs + connectTimeoutMs;
            }
            long leftMs = Math.min(patience.remainingMs(), deadlineMs - time.milliseconds());
            if (leftMs <= 0) {
                client.disconnect(node.idString());
                throw new BrokerUnreachableException("no connection to " + address(node) + " in time");
            }
            poll(throttledMs > 0 ? Math.min(leftMs, throttledMs) : leftMs);
        }
    }

    /** Waits for the answer to a request. */
    AbstractResponse await(Node node, ClientRequest request, Patience patience) throws IOException {
        ClientResponse response = arrived.remove(request.correlationId());
        while (response == null) {
            if (patience.remainingMs() == 0) {
                client.disconnect(node.idString());
                throw new BrokerUnreachableException(address(node) + " did not answer in time");
            }
            poll(patience.remainingMs());
            response = arrived.remove(request.correlationId());
        }
        checkAuthentication(node);
        if (response.wasDisconnected()) {
            throw new BrokerUnreachableException("the connection to " + address(node)
                    + (response.wasTimedOut() ? " was given up: no answer in time" : " was lost"));
        }
        if (response.versionMismatch() != null) {
            throw new IOException(
                    address(node) + " is too old a broker: it does not know " + request.apiKey()
                            + " requests as sent here",
                    response.versionMismatch());
        }
        return response.responseBody();
    }

    private void poll(long timeoutMs) throws IOException {
        for (ClientResponse response : client.poll(Math.min(timeoutMs, LONGEST_POLL_MS), time.milliseconds())) {
            arrived.put(response.requestHeader().correlationId(), response);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for a broker");
        }
    }

    private void checkAuthentication(Node node) throws IOException {
        AuthenticationException exception = client.authenticationException(node);
        if (exception != null) {
            throw new IOException(
                    address(node) + " refuses the connection: " + exception.getMessage()
                            + ". See the kafka.security.protocol, kafka.sasl.* and kafka.ssl.* settings",
                    exception);
        }
    }

    static String address(Node node) {
        return node.host() + ":" + node.port();
    }

    @Override
    public void close() {
        client.close();
        metrics.close();
    }
}
