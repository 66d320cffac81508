/**
 * Which of a session's executors run on a broker's machine, and which of them a task should prefer.
 *
 * <p>May import {@code catalog.facts}, {@code catalog.options} and Spark's context; knows nothing of topics.
 */
@NullMarked
package io.kaspar.catalog.locality;

import org.jspecify.annotations.NullMarked;
