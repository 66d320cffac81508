package io.kaspar.bench;

/**
 * Somebody in a case.
 *
 * @param label a contender's, for a variant of it followed by a slash and what is different
 */
record Contender(String label, Run run) {}
