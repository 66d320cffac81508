/**
 * Sessions of one JVM with a class loader each, as Spark Connect has them.
 *
 * <p>May import the JDK only.
 */
@NullMarked
package io.kaspar.testing.session;

import org.jspecify.annotations.NullMarked;
