/** Tests of columns and what fills them. */
@NullMarked
package io.kaspar.reader.column;

import org.jspecify.annotations.NullMarked;
