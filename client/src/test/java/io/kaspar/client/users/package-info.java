/** What users write, for the test of class names that move. */
@NullMarked
package io.kaspar.client.users;

import org.jspecify.annotations.NullMarked;
