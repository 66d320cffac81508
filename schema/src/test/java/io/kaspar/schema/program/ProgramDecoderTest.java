package io.kaspar.schema.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.ValueSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class ProgramDecoderTest {
    private static final DataType TYPE = DataType.fromDDL("a INT, b STRING");

    /** Four payloads; the third one ends too early. */
    private static final byte[] BLOCK = {1, 1, 2, 1, 'x', 2, 1, 'y', 1, 2, 1, 2, 1, 4, 2, 1, 'z'};

    private static final int[] POSITIONS = {0, 5, 0, 10, 12};
    private static final int[] LENGTHS = {5, 5, -1, 1, 5};

    private static final Executor NOT_NEEDED = work -> {
        throw new AssertionError("a small class is compiled at once");
    };

    private int compilations;

    @Test
    void stopsAtTheFirstBadPayloadOfABlock() {
        ProgramDecoder decoder = decoder(DecoderClasses.ofThisJvm(), 0);
        RecordingSink parts = sink();
        RecordingSink sink = sink();
        RecordingSink rest = sink();

        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 5, parts)).isEqualTo(3);
        assertThat(decoder.isGenerated()).isTrue();
        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 3, sink)).isEqualTo(3);
        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 4, 5, rest)).isEqualTo(5);

        assertThat(sink.value(0)).hasToString("{a=1, b=x}");
        assertThat(sink.value(1)).hasToString("{a=2, b=y}");
        assertThat(sink.value(2)).isNull();
        assertThat(rest.only()).hasToString("{a=4, b=z}");
    }

    @Test
    void namesTheFormatAndTheByteOfWhatItCannotDecode() {
        ProgramDecoder decoder = decoder(DecoderClasses.ofThisJvm(), 0);

        assertThatThrownBy(() -> decoder.decode(new byte[] {9, 9, 1, 1, 7}, 2, 3, sink()))
                .isInstanceOf(PayloadException.class)
                .hasMessage("tagged payload, byte 2 of 3: no such tag");
    }

    @Test
    void decodesTheSameBlockByStepsUntilAClassIsWorthIt() {
        ProgramDecoder decoder = decoder(DecoderClasses.ofThisJvm(), 4);
        RecordingSink sink = sink();

        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 3, sink)).isEqualTo(3);
        assertThat(decoder.isGenerated()).isFalse();
        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 3, sink)).isEqualTo(3);
        assertThat(decoder.isGenerated()).isTrue();

        assertThat(sink.count()).isEqualTo(6);
        assertThat(sink.value(4)).isEqualTo(sink.value(1));
    }

    @Test
    void compilesOneClassForAllTasksThatReadTheSame() {
        DecoderClasses classes = new DecoderClasses(source -> {
            compilations++;
            return JaninoCompiler.compile(source);
        });

        GeneratedDecoder one = classes.decoder(TaggedStep.NAME, new TaggedStep(), Runnable::run)
                .join()
                .orElseThrow();
        GeneratedDecoder two = classes.decoder(TaggedStep.NAME, new TaggedStep(), Runnable::run)
                .join()
                .orElseThrow();

        assertThat(compilations).isOne();
        assertThat(two).isNotSameAs(one).hasSameClassAs(one);
    }

    @Test
    void goesOnByStepsWhileALargeClassIsCompiled() {
        Step large = new Step() {
            private final Step small = new TaggedStep();

            @Override
            public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
                small.run(cursor, sink);
            }

            @Override
            public String source(DecoderSource decoder, String sink) {
                String nothing = "p += 0;\n".repeat(DecoderClasses.MAX_AWAITED_LENGTH / 8);
                return decoder.outlined(nothing) + small.source(decoder, sink);
            }
        };
        List<Runnable> waiting = new ArrayList<>();
        ProgramDecoder decoder =
                new ProgramDecoder(TaggedStep.NAME, large, DecoderClasses.ofThisJvm(), 0, waiting::add);
        RecordingSink sink = sink();

        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 3, sink)).isEqualTo(3);
        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 3, sink)).isEqualTo(3);
        assertThat(decoder.isGenerated()).isFalse();
        assertThat(waiting).hasSize(1);
        waiting.get(0).run();
        assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 3, sink)).isEqualTo(3);
        assertThat(decoder.isGenerated()).isTrue();
        assertThat(sink.value(7)).isEqualTo(sink.value(1)).hasToString("{a=2, b=y}");
    }

    @Test
    void fallsBackToTheStepsWhereNothingCanBeCompiled() {
        DecoderClasses withoutJanino = new DecoderClasses(source -> {
            compilations++;
            throw new NoClassDefFoundError("org/codehaus/janino/SimpleCompiler");
        });
        for (int task = 0; task < 2; task++) {
            ProgramDecoder decoder = decoder(withoutJanino, 0);
            RecordingSink sink = sink();

            assertThat(decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 5, sink))
                    .isEqualTo(3);
            assertThat(decoder.isGenerated()).isFalse();
            assertThat(sink.value(1)).hasToString("{a=2, b=y}");
        }
        assertThat(compilations).isOne();
    }

    @Test
    void goesIntoAnotherSinkWhenItIsGivenOne() {
        ProgramDecoder decoder = decoder(DecoderClasses.ofThisJvm(), 0);
        RecordingSink one = sink();
        RecordingSink two = sink();

        decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 0, 1, one);
        decoder.decodeAll(BLOCK, POSITIONS, LENGTHS, 0, 1, 2, two);

        assertThat(one.only()).hasToString("{a=1, b=x}");
        assertThat(two.only()).hasToString("{a=2, b=y}");
    }

    @Test
    void aCompilerThatRunsOutOfStackOnlyMeansSteps() {
        DecoderClasses classes = new DecoderClasses(source -> {
            throw new StackOverflowError();
        });

        assertThat(classes.decoder(TaggedStep.NAME, new TaggedStep(), Runnable::run)
                        .join())
                .isEmpty();
    }

    @Test
    void valuesThatRunOutOfStackAreMalformed() {
        Step endless = (cursor, sink) -> {
            throw new StackOverflowError();
        };
        ProgramDecoder decoder = new ProgramDecoder("endless", endless);
        RecordingSink sink = new RecordingSink(DataTypes.IntegerType);

        assertThatThrownBy(() -> decoder.decode(new byte[1], 0, 1, sink))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("too deep");
    }

    @Test
    void indentsItsSource() {
        assertThat(DecoderSource.of(new TaggedStep()).orElseThrow().source())
                .startsWith("package io.kaspar.schema.program;\n")
                .contains(
                        "\n    for (int i = from; i < to; i++) {\n      if (lengths[i] < 0) {\n        root.putNull();\n");
    }

    private static ProgramDecoder decoder(DecoderClasses classes, int payloadsByStep) {
        return new ProgramDecoder(TaggedStep.NAME, new TaggedStep(), classes, payloadsByStep, NOT_NEEDED);
    }

    private static RecordingSink sink() {
        return new RecordingSink(TYPE);
    }
}
