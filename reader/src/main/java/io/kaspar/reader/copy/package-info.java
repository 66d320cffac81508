/**
 * A partition's directory without a broker: a backup, or what a dead broker left. Answers from the files what a broker would be
 * asked.
 *
 * <p>May import {@code reader.log}, {@code reader.bytes}, {@code reader.batch}, {@code reader.record}, {@code
 * reader.isolation}, {@code reader.directory} and {@code reader.segment}.
 */
@NullMarked
package io.kaspar.reader.copy;

import org.jspecify.annotations.NullMarked;
