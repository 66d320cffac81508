package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.program.ProgramDecoder;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas at which a class file, or a stack, comes to its end. */
class WideAndDeepTest {
    private static final long SMALL_STACK_BYTES = 512 << 10;

    @Test
    void moreSinksThanOneMethodBindsAreDecodedByGeneratedCode() throws Exception {
        assertThat(decodesFields(6_000, "'boolean'", 1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 20_000})
    void widerOnesAreDecodedAllTheSame(int fieldCount) throws Exception {
        decodesFields(fieldCount, "['null','long']", 2, 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 190})
    void deepOnesAreDecodedOnASmallStack(int levels) throws Exception {
        assertThat(onSmallStack(() -> decodesLevels(levels, "%s"))).isTrue();
        assertThat(onSmallStack(() -> decodesLevels(levels / 2, "['null',%s]"))).isTrue();
    }

    /** Whether generated code did it. */
    private static boolean decodesFields(int count, String type, int... value) throws Exception {
        String schema = Samples.record(IntStream.range(0, count)
                .mapToObj(i -> field("f" + i, type.formatted(i)))
                .toArray(String[]::new));
        byte[] payload = new byte[count * value.length];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) value[i % value.length];
        }
        ProgramDecoder decoder = generating(schema);
        Map<?, ?> row = (Map<?, ?>) Objects.requireNonNull(decode(decoder, schema, payload));
        assertThat(row).hasSize(count);
        assertThat(row.get("f0")).isNotNull().isEqualTo(row.get("f" + (count - 1)));
        return decoder.isGenerated();
    }

    private static boolean decodesLevels(int levels, String wrapped) throws Exception {
        String schema = "'int'";
        for (int i = 0; i < levels; i++) {
            String record = "{'type':'record','name':'R" + i + "','fields':[{'name':'f','type':" + schema + "}]}";
            schema = i == levels - 1 ? record : wrapped.formatted(record);
        }
        byte[] payload = new byte[levels];
        Arrays.fill(payload, (byte) 2);
        ProgramDecoder decoder = generating(schema);
        assertThat(decode(decoder, schema, payload)).asString().contains("f=1}");
        return decoder.isGenerated();
    }

    private static ProgramDecoder generating(String schema) throws Exception {
        DataType type = Samples.type(schema);
        PayloadDecoder decoder = Samples.decoder(schema, schema, type);
        return ((ProgramDecoder) decoder).generating();
    }

    private static @Nullable Object decode(ProgramDecoder decoder, String schema, byte[] payload) throws Exception {
        RecordingSink sink = new RecordingSink(Samples.FORMAT.dataType(text(schema), Samples.OPTIONS));
        int stopped = decoder.decodeAll(payload, new int[] {0}, new int[] {payload.length}, 0, 0, 1, sink);
        assertThat(stopped).isOne();
        return sink.only();
    }

    private static boolean onSmallStack(Callable<Boolean> work) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "small-stack", SMALL_STACK_BYTES);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new AssertionError("on a stack of " + SMALL_STACK_BYTES + " bytes", e);
        }
    }
}
