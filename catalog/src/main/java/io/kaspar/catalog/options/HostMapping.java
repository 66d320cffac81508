package io.kaspar.catalog.options;

/**
 * A broker and the host of executors on its machine, where their names do not tell.
 *
 * @param broker its host as advertised, or its node id
 * @param executorHost as Spark knows it
 */
public record HostMapping(String broker, String executorHost) {

    /** Whether this speaks of a broker. */
    public boolean isOf(int nodeId, String host) {
        return broker.equalsIgnoreCase(host) || broker.equals(Integer.toString(nodeId));
    }
}
