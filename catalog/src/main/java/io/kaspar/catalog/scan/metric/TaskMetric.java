package io.kaspar.catalog.scan.metric;

import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** A task's part of the metric of this name. */
record TaskMetric(String name, long value) implements CustomTaskMetric {}
