package io.kaspar.shell.cluster;

import io.kaspar.embedded.BrokerOptions;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Catalogs through which each worker sees the disk of the next broker, so that the names of brokers and workers mislead. */
final class MisleadingNames {
    private static final String SURVEY = "kaspar: which brokers' directories do the executors have?";

    private MisleadingNames() {}

    static void catalog(ColocatedSession session, ColocatedServers servers, String name, Map<String, String> settings) {
        String prefix = "spark.sql.catalog." + name;
        session.spark().conf().set(prefix, "io.kaspar.catalog.KasparCatalog");
        session.spark()
                .conf()
                .set(prefix + ".kafka.bootstrap.servers", servers.kafka().bootstrapServers());
        session.spark().conf().set(prefix + ".log.dirs", BrokerOptions.PRIVATE_ROOT + "=../../../next-broker");
        settings.forEach((option, value) -> session.spark().conf().set(prefix + "." + option, value));
    }

    /** What is said of each host and broker. */
    static List<String> verdicts(ColocatedSession session, String catalog) {
        return session
                .spark()
                .sql("CALL " + catalog + ".system.check_locality()")
                .select("verdict")
                .collectAsList()
                .stream()
                .map((Row row) -> row.getString(0))
                .toList();
    }

    /** The hosts of all tasks that asked executors for directories until now. */
    static List<String> asked(ColocatedSession session) {
        return session.tasks().startedOn(SURVEY);
    }
}
