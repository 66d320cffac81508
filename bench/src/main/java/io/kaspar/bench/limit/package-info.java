/**
 * The limit: loops over segment files written by hand for one query each, without Spark and without Kaspar. They know
 * the topic: that no transaction was aborted, that nothing was compacted, which schema there is.
 *
 * <p>May import the JDK and the libraries of the codecs.
 */
@NullMarked
package io.kaspar.bench.limit;

import org.jspecify.annotations.NullMarked;
