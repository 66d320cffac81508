/** Tests of the SQL prompt. */
@NullMarked
package io.kaspar.shell;

import org.jspecify.annotations.NullMarked;
