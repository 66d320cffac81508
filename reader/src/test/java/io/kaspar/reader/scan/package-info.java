/** Tests of scans, local and over the network. */
@NullMarked
package io.kaspar.reader.scan;

import org.jspecify.annotations.NullMarked;
