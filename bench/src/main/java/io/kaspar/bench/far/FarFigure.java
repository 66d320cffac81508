package io.kaspar.bench.far;

/** The best time of a query of one contender at one distance. */
record FarFigure(String contender, String query, int roundTripMs, double seconds) {}
