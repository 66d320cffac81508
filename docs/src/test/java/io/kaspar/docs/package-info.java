/** The repository's pages and deployment files, against the code. */
@NullMarked
package io.kaspar.docs;

import org.jspecify.annotations.NullMarked;
