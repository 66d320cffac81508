package io.kaspar.catalog;

import io.kaspar.catalog.options.OptionException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;

/**
 * Whether catalogs may read copied log directories. Files ask for no permission, and a session can define a catalog: so the
 * administrator of a shared server can switch it off in Spark's own configuration, which no session can change.
 */
final class OfflineSwitch {
    /** The setting's name, in {@code spark-defaults.conf} or {@code --conf}. */
    static final String SETTING = "spark.kaspar.offline.allowed";

    private final SparkConf conf;

    OfflineSwitch(SparkConf conf) {
        this.conf = conf;
    }

    /** As it was set when Spark started in this JVM. */
    static OfflineSwitch ofThisJvm() {
        SparkEnv running = SparkEnv.get();
        return new OfflineSwitch(running == null ? new SparkConf() : running.conf());
    }

    /** @throws OptionException when it is off */
    void requireOn() {
        if (!conf.getBoolean(SETTING, true)) {
            throw new OptionException("this server does not let catalogs read copied log directories (log.dirs without"
                    + " kafka.bootstrap.servers): its administrator set " + SETTING + "=false, which a session cannot"
                    + " change");
        }
    }
}
