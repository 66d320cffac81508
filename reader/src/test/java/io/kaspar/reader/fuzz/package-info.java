/** Runs and replays of this module's fuzz targets, which stand beside what they feed. */
@NullMarked
package io.kaspar.reader.fuzz;

import org.jspecify.annotations.NullMarked;
