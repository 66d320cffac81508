package io.kaspar.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RandomProjection;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Seed;
import io.kaspar.schema.program.BothWays;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random schemas, evolved at random, with random messages: every projection must show what Protobuf's own library reads. */
class ProtobufOracleTest {
    private static final int SCHEMAS = 60;
    private static final int EVOLUTIONS = 3;
    private static final int PAYLOADS = 6;
    private static final int PROJECTIONS = 2;
    private static final int DEPTH = 6;

    private final Random random = new Random(Seed.next("ProtobufOracleTest"));
    private int compared;
    private int refusedByBoth;
    private int leftToTheSteps;

    @Test
    void showsWhatProtobufReads() throws IOException {
        for (int i = 0; i < SCHEMAS; i++) {
            FileDescriptorProto writer = new RandomProtos(random).file();
            compare(writer, writer);
            for (int j = 0; j < EVOLUTIONS; j++) {
                compare(writer, new ProtoEvolution(random).of(writer));
            }
        }
        System.out.println(compared + " compared, " + refusedByBoth + " refused by both, " + leftToTheSteps
                + " left to the steps");
        assertThat(compared).isGreaterThan(SCHEMAS * EVOLUTIONS * PAYLOADS);
        assertThat(refusedByBoth).isPositive();
        assertThat(leftToTheSteps).isBetween(1, compared / 2);
    }

    private void compare(FileDescriptorProto writer, FileDescriptorProto reader) throws IOException {
        Descriptor written = ProtobufSamples.link(writer);
        Descriptor read = ProtobufSamples.link(reader);
        SchemaText writerText = ProtobufSamples.schema(ProtoPrinter.print(writer));
        SchemaText readerText = ProtobufSamples.schema(ProtoPrinter.print(reader));
        DataType whole = ProtobufSamples.type(readerText);
        List<byte[]> payloads = payloads(written);
        for (int i = 0; i < PROJECTIONS; i++) {
            DataType projection = i == 0 ? whole : new RandomProjection(random).of(whole);
            PayloadDecoder decoder;
            try {
                decoder = ProtobufSamples.FORMAT.compile(writerText, readerText, projection, PayloadOptions.DEFAULT);
            } catch (SchemaException e) {
                throw new AssertionError(writerText.text() + "\n" + readerText.text(), e);
            }
            BothWays both = BothWays.leavingRareOnes(decoder, projection);
            for (byte[] payload : payloads) {
                compare(both, payload, written, read, (StructType) projection, writerText, readerText);
            }
            leftToTheSteps += both.left();
        }
    }

    private List<byte[]> payloads(Descriptor written) throws IOException {
        List<byte[]> payloads = new ArrayList<>();
        RandomMessages messages = new RandomMessages(random);
        for (int i = 0; i < PAYLOADS; i++) {
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            // Two messages one behind the other are one message, merged.
            for (int part = random.nextInt(3) == 0 ? 2 : 1; part > 0; part--) {
                payload.write(messages.of(written, DEPTH).toByteArray());
            }
            if (random.nextInt(3) == 0) {
                payload.write(UnknownFields.random(random));
            }
            payloads.add(payload.toByteArray());
        }
        byte[] damaged = payloads.get(0).clone();
        if (damaged.length > 0) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            payloads.add(damaged);
            payloads.add(Arrays.copyOf(damaged, random.nextInt(damaged.length)));
        }
        return payloads;
    }

    private void compare(
            BothWays decoder,
            byte[] payload,
            Descriptor written,
            Descriptor read,
            StructType projection,
            SchemaText writerText,
            SchemaText readerText) {
        DynamicMessage message;
        try {
            message = DynamicMessage.parseFrom(written, payload);
        } catch (InvalidProtocolBufferException e) {
            countRefusal(decoder, payload);
            return;
        }
        if (hasUnknownEnums(message) || hasOddTenthByte(payload)) {
            return;
        }
        String what =
                writerText.text() + "\nreader " + readerText.text() + "\nprojection " + projection.catalogString();
        Map<String, @Nullable Object> expected;
        try {
            expected = ExpectedColumns.of(message, read, projection);
        } catch (ArithmeticException e) { // too large for the column, or not told
            countRefusal(decoder, payload);
            return;
        }
        Object actual;
        try {
            actual = decoder.decode(payload);
        } catch (PayloadException e) {
            throw new AssertionError("Protobuf reads what Kaspar refuses\n" + what + "\n" + message, e);
        }
        compared++;
        if (!ExpectedColumns.matches(expected, actual)) {
            fail("%s%nexpected %s%nactual   %s%nof %s", what, expected, actual, message);
        }
    }

    /** What nobody asked for is passed over without a look inside, so not all that Protobuf refuses is refused. */
    private void countRefusal(BothWays decoder, byte[] payload) {
        try {
            var unused = decoder.decode(payload);
        } catch (PayloadException e) {
            assertThat(e).hasMessageContaining("Protobuf payload");
            refusedByBoth++;
        }
    }

    /** Of the tenth byte of a varint only one bit counts; Protobuf's library for Java looks at none and sets it. */
    private static boolean hasOddTenthByte(byte[] payload) {
        int run = 0;
        for (byte octet : payload) {
            if (run >= 9 && octet != 1) {
                return true;
            }
            run = octet < 0 ? run + 1 : 0;
        }
        return false;
    }

    /** Closed enums: Protobuf keeps the numbers that it does not know elsewhere, Kaspar shows them. */
    private static boolean hasUnknownEnums(DynamicMessage message) {
        return message.getDescriptorForType().getFile().toProto().getSyntax().equals("proto2")
                && UnknownFields.haveKnownNumbers(message);
    }
}
