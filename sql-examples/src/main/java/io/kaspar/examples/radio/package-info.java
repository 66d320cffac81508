/**
 * What radios play: files into a topic, and totals of one artist in a database and in files.
 *
 * <p>May import {@code embedded}, {@code examples.run}, Jackson, the driver of Cassandra and Spark.
 */
@NullMarked
package io.kaspar.examples.radio;

import org.jspecify.annotations.NullMarked;
