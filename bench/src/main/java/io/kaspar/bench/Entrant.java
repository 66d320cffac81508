package io.kaspar.bench;

/**
 * Somebody in a course.
 *
 * @param label a contender's, for a variant of it followed by a slash and what is different
 */
record Entrant(String label, Attempt attempt) {}
