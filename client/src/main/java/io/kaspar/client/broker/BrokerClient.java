package io.kaspar.client.broker;

import io.kaspar.schema.cancel.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
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
 * Connections to brokers: sends requests and waits for their answers.
 *
 * <p>Not thread-safe. Every wait ends with an {@link InterruptedIOException} when the thread is interrupted, and soon when the
 * {@link ProgressDeadline} is cancelled.
 */
public final class BrokerClient implements Closeable {
    /** What it learned when it was made, as the addresses of bootstrap servers, must not be believed for ever. */
    private static final long LONGEST_USE_MS = 600_000;

    private final NetworkClient client;
    private final Metrics metrics;
    private final Time time;
    private final List<Node> bootstrapNodes;
    private final ResponseBuffers buffers;
    private final int requestTimeoutMs;
    private final long retryBackoffMs;
    private final long maxRetryBackoffMs;
    private final long madeMs;
    private final Map<Integer, ClientResponse> arrived = new HashMap<>();
    private final Map<String, Node> connected = new HashMap<>();
    private final RoundTrips roundTrips = new RoundTrips();
    private final RecentMetadata recentMetadata = new RecentMetadata();
    private boolean isRefused;

    private BrokerClient(
            NetworkClient client,
            Metrics metrics,
            Time time,
            List<Node> bootstrapNodes,
            ResponseBuffers buffers,
            ClientConfig config) {
        this.client = client;
        this.metrics = metrics;
        this.time = time;
        this.bootstrapNodes = bootstrapNodes;
        this.buffers = buffers;
        this.requestTimeoutMs = config.requestTimeoutMs();
        this.madeMs = time.milliseconds();
        this.retryBackoffMs = config.retryBackoffMs();
        this.maxRetryBackoffMs = config.maxRetryBackoffMs();
    }

    /** Connects to nothing yet, but may log in (SASL). */
    static BrokerClient open(ClientConfig config) {
        Time time = Time.SYSTEM;
        List<Node> bootstrapNodes = bootstrapNodes(config);
        Metrics metrics = new Metrics(time);
        ResponseBuffers buffers = new ResponseBuffers(config.partitionBytes());
        try {
            NetworkClient client = NetworkClients.open(config, metrics, buffers, time);
            return new BrokerClient(client, metrics, time, bootstrapNodes, buffers, config);
        } catch (RuntimeException e) {
            metrics.close();
            throw e;
        }
    }

    private static List<Node> bootstrapNodes(ClientConfig config) {
        List<String> servers = config.getList(ClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        List<Node> nodes = new ArrayList<>();
        for (InetSocketAddress address : ClientUtils.parseAndValidateAddresses(servers, config.dnsLookup())) {
            // Kafka's own clients number bootstrap servers this way: no broker has a negative id.
            nodes.add(new Node(-1 - nodes.size(), address.getHostString(), address.getPort()));
        }
        return List.copyOf(nodes);
    }

    /** What its waits are measured by. */
    public Time time() {
        return time;
    }

    /** Who is asked first; their ids are negative. */
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
    public AbstractResponse ask(
            Node node, AbstractRequest.Builder<?> request, ProgressDeadline deadline, long connectTimeoutMs)
            throws IOException {
        ClientResponse response = awaitResponse(node, send(node, request, deadline, connectTimeoutMs), deadline);
        AbstractResponse body = body(node, response);
        roundTrips.learn(node, response.requestLatencyMs());
        return body;
    }

    /** Sends a request; {@link #await} gives its answer. */
    public ClientRequest send(
            Node node, AbstractRequest.Builder<?> request, ProgressDeadline deadline, long connectTimeoutMs)
            throws IOException {
        connect(node, deadline, connectTimeoutMs);
        return sendNow(node, request, deadline);
    }

    /** Whether a request can be sent without waiting. */
    public boolean isReady(Node node) {
        return client.isReady(node, time.milliseconds());
    }

    /** Sends a request to a broker that {@link #isReady}. */
    public ClientRequest sendNow(Node node, AbstractRequest.Builder<?> request, ProgressDeadline deadline) {
        long nowMs = time.milliseconds();
        ClientRequest clientRequest = client.newClientRequest(
                node.idString(), request, nowMs, true, Math.min(requestTimeoutMs, deadline.timeoutMs()), null);
        client.send(clientRequest, nowMs);
        return clientRequest;
    }

    /** Moves bytes to and from sockets without waiting. */
    public void poll(ProgressDeadline deadline) throws IOException {
        poll(0, deadline);
    }

    /** Waits, longer after each failure, before something is tried again. */
    public void pause(ProgressDeadline deadline) throws IOException {
        long backoffMs =
                Math.min(maxRetryBackoffMs, retryBackoffMs << Math.min(10, Math.max(0, deadline.failures() - 1)));
        long endMs = time.milliseconds() + Math.min(backoffMs, deadline.remainingMs());
        do {
            poll(Math.max(0, endMs - time.milliseconds()), deadline);
        } while (time.milliseconds() < endMs);
        deadline.check();
    }

    private void connect(Node node, ProgressDeadline deadline, long connectTimeoutMs) throws IOException {
        deadline.trying(node);
        connected.put(node.idString(), node);
        long deadlineMs = time.milliseconds() + connectTimeoutMs;
        while (!client.ready(node, time.milliseconds())) {
            checkAuthentication(node);
            if (client.connectionFailed(node)) {
                throw new BrokerUnreachableException("no connection to " + address(node));
            }
            long throttledMs = client.throttleDelayMs(node, time.milliseconds());
            if (throttledMs > 0) {
                deadline.allow(throttledMs);
                deadlineMs = time.milliseconds() + throttledMs + connectTimeoutMs;
            }
            long leftMs = Math.min(deadline.remainingMs(), deadlineMs - time.milliseconds());
            if (leftMs <= 0) {
                client.disconnect(node.idString());
                throw new BrokerUnreachableException("no connection to " + address(node) + " in time");
            }
            poll(throttledMs > 0 ? Math.min(leftMs, throttledMs) : leftMs, deadline);
        }
    }

    /** Waits for the answer to a request. */
    public AbstractResponse await(Node node, ClientRequest request, ProgressDeadline deadline) throws IOException {
        return body(node, awaitResponse(node, request, deadline));
    }

    private ClientResponse awaitResponse(Node node, ClientRequest request, ProgressDeadline deadline)
            throws IOException {
        ClientResponse response = arrived.remove(request.correlationId());
        while (response == null) {
            if (deadline.remainingMs() == 0) {
                client.disconnect(node.idString());
                throw new BrokerUnreachableException(address(node) + " did not answer in time");
            }
            poll(deadline.remainingMs(), deadline);
            response = arrived.remove(request.correlationId());
        }
        return response;
    }

    private AbstractResponse body(Node node, ClientResponse response) throws IOException {
        checkAuthentication(node);
        if (response.wasDisconnected()) {
            throw new BrokerUnreachableException("the connection to " + address(node)
                    + (response.wasTimedOut() ? " was given up: no answer in time" : " was lost"));
        }
        if (response.versionMismatch() != null) {
            throw new IOException(
                    address(node) + " is too old a broker: it does not know "
                            + response.requestHeader().apiKey() + " requests as sent here",
                    response.versionMismatch());
        }
        return response.responseBody();
    }

    /**
     * Asks several brokers at once, each one thing.
     *
     * @param deadline when to wait no longer for those that have not answered
     * @return by broker: its answer, or why there is none
     * @throws InterruptedIOException when the thread is interrupted, or the deadline cancelled
     */
    public Map<Node, BrokerAnswer> askAll(
            Map<Node, ? extends AbstractRequest.Builder<?>> requests, ProgressDeadline deadline) throws IOException {
        Map<Node, BrokerAnswer> answers = new HashMap<>();
        Map<Node, ClientRequest> sent = new HashMap<>();
        while (true) {
            for (Map.Entry<Node, ? extends AbstractRequest.Builder<?>> asked : requests.entrySet()) {
                if (!answers.containsKey(asked.getKey())) {
                    step(asked.getKey(), asked.getValue(), deadline, sent, answers);
                }
            }
            if (answers.size() == requests.size()) {
                return answers;
            }
            poll(deadline.remainingMs(), deadline);
        }
    }

    private void step(
            Node node,
            AbstractRequest.Builder<?> request,
            ProgressDeadline deadline,
            Map<Node, ClientRequest> sent,
            Map<Node, BrokerAnswer> answers) {
        connected.put(node.idString(), node);
        ClientRequest waiting = sent.get(node);
        try {
            ClientResponse response = waiting == null ? null : arrived.remove(waiting.correlationId());
            if (response != null) {
                answers.put(node, BrokerAnswer.of(body(node, response)));
            } else if (deadline.remainingMs() == 0) {
                client.disconnect(node.idString());
                throw new BrokerUnreachableException(address(node) + " did not answer in time");
            } else if (waiting == null && client.ready(node, time.milliseconds())) {
                sent.put(node, sendNow(node, request, deadline));
            } else if (waiting == null && client.connectionFailed(node)) {
                checkAuthentication(node);
                throw new BrokerUnreachableException("no connection to " + address(node));
            }
        } catch (IOException e) {
            answers.put(node, BrokerAnswer.failed(e));
        }
    }

    private void poll(long timeoutMs, ProgressDeadline deadline) throws IOException {
        for (ClientResponse response : client.poll(Math.min(timeoutMs, Cancellation.CHECK_MS), time.milliseconds())) {
            arrived.put(response.requestHeader().correlationId(), response);
        }
        deadline.checkWanted();
    }

    private void checkAuthentication(Node node) throws IOException {
        AuthenticationException exception = client.authenticationException(node);
        if (exception != null) {
            isRefused = true;
            throw new IOException(
                    address(node) + " refuses the connection: " + exception.getMessage()
                            + ". See the kafka.security.protocol, kafka.sasl.* and kafka.ssl.* settings",
                    exception);
        }
    }

    /**
     * How long a request and its answer are on their way: the shortest of the last times that an answer was only waited for.
     *
     * @return in milliseconds; another broker's when this one has not answered yet, and 0 when none has
     */
    public long roundTripMs(Node node) {
        return roundTrips.shortestMs(node);
    }

    /** What a broker said of topics and their leaders last. */
    RecentMetadata recentMetadata() {
        return recentMetadata;
    }

    /** Says how long responses will be, so that memory of this size is used again. */
    public void expectResponsesOf(int length) {
        buffers.expect(length);
    }

    /** Takes back an array that a response was received into, when nothing of it will be read any more. */
    public void recycle(byte[] array) {
        buffers.recycle(array);
    }

    /** A broker's address, for messages. */
    public static String address(Node node) {
        return node.host() + ":" + node.port();
    }

    /** Whether a broker refused the login. */
    boolean isRefused() {
        return isRefused;
    }

    /** Whether somebody else can use it: no answer is on its way, and nobody was refused. */
    boolean isReusable() {
        return !isRefused
                && !Thread.currentThread().isInterrupted()
                && client.inFlightRequestCount() == 0
                && time.milliseconds() - madeMs < LONGEST_USE_MS;
    }

    /** Gives memory back, and forgets answers that nobody took. */
    void rest() {
        arrived.clear();
        buffers.clear();
    }

    /** Forgets connections that brokers closed meanwhile, as they do after some minutes: they are made anew then. */
    void dropLostConnections() {
        client.poll(0, time.milliseconds());
        for (Iterator<Node> nodes = connected.values().iterator(); nodes.hasNext(); ) {
            Node node = nodes.next();
            if (client.connectionFailed(node)) {
                client.close(node.idString());
                nodes.remove();
            }
        }
    }

    @Override
    public void close() {
        client.close();
        metrics.close();
    }
}
