package io.kaspar.shell.cluster;

import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** A function of SQL that gives the host of the executor on which it is called. */
final class OwnHost implements UDF1<Long, String> {
    private static final long serialVersionUID = 1L;

    /** Makes the function {@code own_host(number)}. */
    static void register(SparkSession spark) {
        spark.udf().register("own_host", new OwnHost(), DataTypes.StringType);
    }

    @Override
    public String call(Long number) {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }
}
