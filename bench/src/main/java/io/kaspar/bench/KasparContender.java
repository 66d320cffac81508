package io.kaspar.bench;

import org.apache.spark.sql.SparkSession;

/** Kaspar with one setting of {@code read.locality}, as a catalog of its own. */
record KasparContender(String name, String locality) implements Contender {

    @Override
    public void prepare(SparkSession spark, Target target) {
        String catalog = "spark.sql.catalog." + catalog();
        spark.conf().set(catalog, "io.kaspar.catalog.KasparCatalog");
        spark.conf().set(catalog + ".kafka.bootstrap.servers", target.bootstrapServers());
        spark.conf().set(catalog + ".schema.registry.url", target.registryUrl());
        spark.conf().set(catalog + ".read.locality", locality);
    }

    @Override
    public String statement(Workload workload) {
        return workload.over(catalog() + ".orders");
    }

    private String catalog() {
        return name.replace('-', '_');
    }
}
