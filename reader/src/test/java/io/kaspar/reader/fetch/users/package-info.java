/** What users write, for the test of class names that move. */
@NullMarked
package io.kaspar.reader.fetch.users;

import org.jspecify.annotations.NullMarked;
