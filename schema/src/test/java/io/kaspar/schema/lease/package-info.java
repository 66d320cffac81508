/** Tests of leases. */
@NullMarked
package io.kaspar.schema.lease;

import org.jspecify.annotations.NullMarked;
