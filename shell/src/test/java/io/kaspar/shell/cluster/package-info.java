/** Tests of a cluster whose brokers and Spark workers are processes side by side. */
@NullMarked
package io.kaspar.shell.cluster;

import org.jspecify.annotations.NullMarked;
