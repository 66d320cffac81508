/** Tests of the SQL prompt. */
@NullMarked
package io.kaspar.examples.shell;

import org.jspecify.annotations.NullMarked;
