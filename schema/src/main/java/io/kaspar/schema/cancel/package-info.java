/**
 * Ends waits that nobody wants any more, though their thread is not interrupted: Spark cancels tasks that way by default.
 *
 * <p>It stands in the lowest module because tasks wait for registries, brokers and logins in the same way. May import nothing.
 */
@NullMarked
package io.kaspar.schema.cancel;

import org.jspecify.annotations.NullMarked;
