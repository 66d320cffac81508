/**
 * Shares what is costly to make, as connections, logins and caches are, among all that needs it in one JVM.
 *
 * <p>It stands in the lowest module because registries, brokers and clusters are shared in the same way. May import
 * {@code schema.cancel}.
 */
@NullMarked
package io.kaspar.schema.lease;

import org.jspecify.annotations.NullMarked;
