/** Tests of the soak: that it finds differences where there are some, and none where there are none. */
@NullMarked
package io.kaspar.soak;

import org.jspecify.annotations.NullMarked;
