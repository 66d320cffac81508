package io.kaspar.bench;

import org.apache.spark.sql.SparkSession;

/** One way to answer the query that is measured. */
interface Contender {

    /** Its name on the command line and in reports. */
    String name();

    /** Readies the session; not measured. */
    void prepare(SparkSession spark, Target target);

    /** The statement that is measured; one row, one column. */
    String statement(Workload workload);
}
