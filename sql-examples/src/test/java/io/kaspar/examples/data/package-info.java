/** Tests of the sample topics. */
@NullMarked
package io.kaspar.examples.data;

import org.jspecify.annotations.NullMarked;
