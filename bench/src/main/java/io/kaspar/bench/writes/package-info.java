/**
 * What it takes to write rows to a topic, beside Spark's own connector with {@code to_avro}, {@code to_json}, and what stands for {@code to_protobuf}. {@code bench/writes} runs it.
 *
 * <p>May import Spark, {@code bench} and {@code bench.data}.
 */
@NullMarked
package io.kaspar.bench.writes;

import org.jspecify.annotations.NullMarked;
