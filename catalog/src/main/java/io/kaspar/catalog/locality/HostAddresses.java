package io.kaspar.catalog.locality;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Set;

/** The addresses of hosts. */
public interface HostAddresses {

    /** Says that these hosts will be asked for: they may be resolved all at once. */
    default void prepare(Collection<String> hosts) {}

    /** All addresses of a host, or of an address itself; none when the name cannot be resolved, or not in time. */
    Set<InetAddress> of(String host);
}
