/**
 * SQL as text: its tokens, where statements end, what the statement that is being typed names.
 *
 * <p>May import nothing of Kaspar's.
 */
@NullMarked
package io.kaspar.shell.sql;

import org.jspecify.annotations.NullMarked;
