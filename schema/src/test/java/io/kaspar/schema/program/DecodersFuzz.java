package io.kaspar.schema.program;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Payloads of doubtful bytes, by steps and by generated code, which have to agree. The first byte chooses the decoder. */
public abstract class DecodersFuzz implements FuzzTarget {
    private final List<BothWays> decoders = new ArrayList<>();
    private final List<byte[]> payloads = new ArrayList<>();

    /** @param payload one that the decoder takes, to begin with */
    protected final void add(BothWays decoder, byte[] payload) {
        decoders.add(decoder);
        payloads.add(payload);
    }

    /** How many decoders there are. */
    protected final int count() {
        return decoders.size();
    }

    @Override
    public final void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        BothWays decoder = decoders.get((input[0] & 0xff) % decoders.size());
        try {
            decoder.decode(Arrays.copyOfRange(input, 1, input.length));
        } catch (PayloadException e) {
            // The one documented error, from both.
        }
    }

    @Override
    public final List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < decoders.size(); i++) {
            byte[] payload = payloads.get(i);
            byte[] seed = new byte[1 + payload.length];
            seed[0] = (byte) i;
            System.arraycopy(payload, 0, seed, 1, payload.length);
            seeds.add(seed);
        }
        return seeds;
    }
}
