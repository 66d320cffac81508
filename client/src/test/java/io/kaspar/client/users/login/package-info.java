/** A part of a user's library that does not mention Kafka. */
@NullMarked
package io.kaspar.client.users.login;

import org.jspecify.annotations.NullMarked;
