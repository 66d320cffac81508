package io.kaspar.client.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.apache.kafka.common.network.PlaintextChannelBuilder;
import org.apache.kafka.common.network.PlaintextTransportLayer;

/**
 * Makes unencrypted connections that read in pieces.
 *
 * <p>Java reads a socket into memory outside the heap first, as much as the whole buffer that is given, keeps that for each
 * thread, and copies then. A response of some megabytes would cost as much memory again, and pass the processor's caches
 * twice.
 */
final class PlainChannelBuilder extends PlaintextChannelBuilder {
    PlainChannelBuilder() {
        super(null);
    }

    @Override
    protected PlaintextTransportLayer buildTransportLayer(SelectionKey key) {
        return new InPieces(key);
    }

    private static final class InPieces extends PlaintextTransportLayer {
        private static final int PIECE_BYTES = 128 << 10;

        InPieces(SelectionKey key) {
            super(key);
        }

        @Override
        public int read(ByteBuffer destination) throws IOException {
            int limit = destination.limit();
            int start = destination.position();
            try {
                int wanted;
                int read;
                do {
                    destination.limit(Math.min(limit, destination.position() + PIECE_BYTES));
                    wanted = destination.remaining();
                    read = super.read(destination);
                    if (read < 0 && destination.position() == start) {
                        return read;
                    }
                } while (read == wanted && destination.position() < limit);
                return destination.position() - start;
            } finally {
                destination.limit(limit);
            }
        }
    }
}
