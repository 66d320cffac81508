/**
 * From a topic to the schemas of its keys and values on the driver, and from a framed payload to its decoder in a task.
 *
 * <p>The top of the schema module. May import {@code schema}, its other packages, and {@code org.apache.spark.sql.types}.
 */
@NullMarked
package io.kaspar.schema.resolve;

import org.jspecify.annotations.NullMarked;
