package io.kaspar.client.broker;

import io.kaspar.schema.lease.Lease;

/** A client of a cluster that goes back to the others' when it is closed. Not thread-safe. */
public final class BorrowedClient implements AutoCloseable {
    private final BrokerClient client;
    private final Lease<ClusterConnections> lease;
    private boolean isClosed;

    BorrowedClient(BrokerClient client, Lease<ClusterConnections> lease) {
        this.client = client;
        this.lease = lease;
    }

    /** The client; to be used until this is closed. */
    public BrokerClient client() {
        return client;
    }

    /** The settings that it was made with. */
    public ClientConfig config() {
        return lease.value().config();
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (client.isRefused()) {
            // A login may have ended for good, as a token that cannot be renewed: the next one logs in anew.
            lease.spoil();
        }
        lease.value().giveBack(client);
        lease.close();
    }
}
