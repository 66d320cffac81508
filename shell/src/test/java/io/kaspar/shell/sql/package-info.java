/** Tests of the package of this name. */
@NullMarked
package io.kaspar.shell.sql;

import org.jspecify.annotations.NullMarked;
