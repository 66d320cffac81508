/** Tests of fetching. */
@NullMarked
package io.kaspar.reader.fetch;

import org.jspecify.annotations.NullMarked;
