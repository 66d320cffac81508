package io.kaspar.waysin;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PySpark as {@code pip install pyspark} gives it, with pandas: what people do in a notebook. The questions are in Python. */
@ExtendWith(ShopServers.Extension.class)
final class PySparkIT {
    /** What is Python's own: the rest is asked of each line elsewhere. */
    private static final String PYTHONS_OWN = "udf or whole_frames or arrow or parameters or hidden";

    private final ShopServers servers;

    PySparkIT(ShopServers servers) {
        this.servers = servers;
    }

    @Test
    void answersInPySpark42() throws Exception {
        PythonEnvironment.assertPass(session(Distribution.SPARK_4_2), "test_dataframes.py");
    }

    @Test
    void answersInPySpark35() throws Exception {
        PythonEnvironment.assertPass(session(Distribution.SPARK_3_5), "test_dataframes.py", "-k", PYTHONS_OWN);
    }

    private Map<String, String> session(Distribution spark) throws Exception {
        spark.assumeHere();
        PythonEnvironment.assumeHere();
        Map<String, String> variables = new HashMap<>(spark.pySpark());
        variables.putAll(servers.variables());
        variables.put("KASPAR_JAR", KasparJar.path().toString());
        variables.put("KASPAR_CATALOG_CLASS", spark.catalogClass());
        return variables;
    }
}
