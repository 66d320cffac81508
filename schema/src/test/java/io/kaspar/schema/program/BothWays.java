package io.kaspar.schema.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordingSink;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Decodes by steps and by generated code, and insists that both refuse the same bytes and give the same. What the steps take,
 * generated code has to take too, unless its format leaves rare payloads to the steps.
 */
public final class BothWays {
    private static final byte PADDING_BYTE = 0x7F;
    private static final int PADDING = 11;
    private static final int PREFIX = 5;

    private final ProgramDecoder bySteps;
    private final ProgramDecoder byClass;
    private final DataType type;
    private final boolean leavesRareOnes;
    private int left;

    public BothWays(PayloadDecoder decoder, DataType type) {
        this(decoder, type, false);
    }

    private BothWays(PayloadDecoder decoder, DataType type, boolean leavesRareOnes) {
        this.leavesRareOnes = leavesRareOnes;
        this.bySteps = (ProgramDecoder) decoder;
        this.byClass = bySteps.generating();
        this.type = type;
    }

    /** What one payload puts into a sink of its own. */
    public static @Nullable Object decode(PayloadDecoder decoder, DataType type, byte[] payload)
            throws PayloadException {
        return new BothWays(decoder, type).decode(payload);
    }

    /** For a format whose generated code leaves some payloads to the steps that they take. */
    public static BothWays leavingRareOnes(PayloadDecoder decoder, DataType type) {
        return new BothWays(decoder, type, true);
    }

    /** How many payloads generated code left to the steps, which took them. */
    public int left() {
        return left;
    }

    /** As the other one, for one payload of many. */
    public @Nullable Object decode(byte[] payload) throws PayloadException {
        byte[] buffer = padded(payload);
        RecordingSink steps = new RecordingSink(type);
        RecordingSink generated = new RecordingSink(type);
        int stopped = byClass.decodeAll(
                buffer, new int[] {0, PADDING}, new int[] {-1, PREFIX + payload.length}, PREFIX, 0, 2, generated);
        assertThat(byClass.isGenerated() || Programs.source(byClass).isEmpty())
                .as("decoded by generated code, unless random schemas make it very long")
                .isTrue();
        assertThat(stopped).isBetween(1, 2);
        try {
            bySteps.decode(buffer, PADDING + PREFIX, payload.length, steps);
        } catch (PayloadException e) {
            assertThat(stopped)
                    .as("refused by the steps: %s; generated code stops there", e.getMessage())
                    .isOne();
            throw e;
        }
        Object value = steps.only();
        if (leavesRareOnes && stopped == 1) {
            left++;
            return value;
        }
        assertThat(stopped)
                .as("taken by the steps, so taken by generated code: %s", Arrays.toString(payload))
                .isEqualTo(2);
        assertThat(generated.value(0)).isNull();
        assertThat(generated.count()).isEqualTo(2);
        assertThat(generated.value(1)).isEqualTo(value);
        return value;
    }

    private static byte[] padded(byte[] payload) {
        byte[] buffer = new byte[payload.length + 2 * PADDING + PREFIX];
        Arrays.fill(buffer, PADDING_BYTE);
        System.arraycopy(payload, 0, buffer, PADDING + PREFIX, payload.length);
        return buffer;
    }
}
