package io.kaspar.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process of an embedded cluster, for a person to look at.
 *
 * @param name what it is, and its number where there are several
 * @param address host and port that it listens on
 * @param url where a browser finds it, if at all
 * @param output what it has printed
 */
public record ServerProcess(String name, long pid, String address, Optional<URI> url, Path output) {}
