package io.kaspar.catalog.locality;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The addresses of hosts. */
public interface HostAddresses {

    /** All addresses of a host, or of an address itself; none when the name cannot be resolved. */
    Set<InetAddress> of(String host);

    /** As this machine resolves them; asks once for each host. Not thread-safe. */
    static HostAddresses ofThisMachine() {
        Map<String, Set<InetAddress>> known = new HashMap<>();
        return host -> known.computeIfAbsent(host, HostAddresses::resolve);
    }

    private static Set<InetAddress> resolve(String host) {
        try {
            return host.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            return Set.of(); // a name of another network; what it is called may still match
        }
    }
}
