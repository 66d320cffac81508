package io.kaspar.schema.registry;

import java.net.URI;

/**
 * What an address answered.
 *
 * @param redirected whether it came from another place than was asked, and so without credentials
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read once, by the caller that asked
record HttpAnswer(URI uri, int status, byte[] body, boolean redirected) {}
