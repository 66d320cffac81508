/**
 * The words of a log, which all rooms of the reader and the driver share: ranges of offsets and timestamps, which log is meant,
 * what may be read of it, and how records get lost.
 *
 * <p>May import the JDK only.
 */
@NullMarked
package io.kaspar.reader.log;

import org.jspecify.annotations.NullMarked;
