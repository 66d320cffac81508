package io.kaspar.schema.json;

import io.kaspar.schema.program.Step;

/** Checks all of an object that it reads, so that nobody has to before. */
interface ObjectReader extends Step {}
