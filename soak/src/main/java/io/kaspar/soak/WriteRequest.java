package io.kaspar.soak;

import java.io.Serializable;
import java.util.List;

/**
 * What is written through Spark, and when its drivers die.
 *
 * @param name that no other has; all that it writes is named after it
 * @param kind for reports
 * @param topic that it writes to
 * @param deaths of its drivers, one after the other; one more driver follows, which nobody kills
 * @param seed of what its tasks suffer
 */
record WriteRequest(
        String name, String kind, String catalog, String topic, WriteWork work, List<DriverDeath> deaths, long seed)
        implements Serializable {
    WriteRequest {
        deaths = List.copyOf(deaths);
    }

    String table() {
        return catalog + ".`" + topic + "`";
    }

    @Override
    public String toString() {
        return "write " + name + " to " + table() + " (" + kind + "): " + work + ", drivers die " + deaths;
    }
}
