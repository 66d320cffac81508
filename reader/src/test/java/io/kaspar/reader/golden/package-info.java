/** Segments that a real broker wrote, kept with the program that made it write them, and ways to read any log in tests. */
@NullMarked
package io.kaspar.reader.golden;

import org.jspecify.annotations.NullMarked;
