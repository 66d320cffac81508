package io.kaspar.bench;

import org.apache.spark.sql.SparkSession;

/** The Spark session that all SQL contenders share. */
public final class Sessions {
    private Sessions() {}

    public static SparkSession local() {
        return SparkSession.builder()
                .master("local[*]")
                .appName("bench")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", Cores.count())
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }
}
