/**
 * The packaged jar in whole distributions of Spark, used as people use them: their programs, their servers, their clients. What
 * a test needs and is not here, {@code ways-in/prepare} fetches; without it the test is skipped and says so.
 */
@NullMarked
package io.kaspar.waysin;

import org.jspecify.annotations.NullMarked;
