/** Tests of the package of this name. */
@NullMarked
package io.kaspar.shell.complete;

import org.jspecify.annotations.NullMarked;
