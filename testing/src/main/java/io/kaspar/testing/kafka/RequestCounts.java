package io.kaspar.testing.kafka;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How many requests the brokers of this process have answered. Brokers of one process count together, and one that is stopped
 * takes the counters away: only for tests with a cluster of their own.
 */
public final class RequestCounts {
    private RequestCounts() {}

    /** By the name of the request, those of these names. */
    public static Map<String, Long> of(Set<String> requests) throws JMException {
        Map<String, Long> counts = new TreeMap<>();
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName names = new ObjectName("kafka.network:type=RequestMetrics,name=RequestsPerSec,*");
        for (ObjectName name : beans.queryNames(names, null)) {
            String request = name.getKeyProperty("request");
            if (requests.contains(request)) {
                counts.merge(request, (Long) beans.getAttribute(name, "Count"), Long::sum);
            }
        }
        return counts;
    }
}
