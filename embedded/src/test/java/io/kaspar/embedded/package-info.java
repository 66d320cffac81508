/** Tests of the embedded servers. */
@NullMarked
package io.kaspar.embedded;

import org.jspecify.annotations.NullMarked;
