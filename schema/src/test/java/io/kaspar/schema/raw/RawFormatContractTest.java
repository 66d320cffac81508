package io.kaspar.schema.raw;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadFormatContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads without a schema. */
@ParameterizedClass
@EnumSource(RawFormat.class)
class RawFormatContractTest extends PayloadFormatContract {
    private final RawFormat format;

    RawFormatContractTest(RawFormat format) {
        this.format = format;
    }

    @Override
    protected PayloadDecoder decoder() {
        return format.decoder();
    }

    @Override
    protected DataType type() {
        return format.dataType();
    }

    @Override
    protected List<byte[]> goodPayloads() {
        return switch (format) {
            case STRING -> List.of(new byte[0], new byte[] {'a'}, new byte[] {'a', (byte) 0xC3, (byte) 0xA9});
            case BINARY -> List.of(new byte[0], new byte[] {0}, new byte[] {-1, 2, 3});
            case BOOLEAN -> List.of(new byte[] {0}, new byte[] {1});
            case SHORT -> List.of(new byte[] {0, 1}, new byte[] {-1, -2});
            case INT, FLOAT -> List.of(new byte[] {0, 1, 2, 3}, new byte[] {-1, 0, 0, 1});
            case LONG, DOUBLE -> List.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7}, new byte[] {-1, 0, 0, 1, 0, 0, 0, 2});
            case UUID ->
                List.of(ascii("00000000-0000-0000-0000-000000000000"), ascii("0f0e0d0c-0B0A-0908-0706-05040302010f"));
        };
    }

    @Override
    protected List<byte[]> badPayloads() {
        return switch (format) {
            case STRING -> List.of(new byte[] {-1}, new byte[] {'a', (byte) 0xC3});
            case BINARY -> List.of();
            case BOOLEAN -> List.of(new byte[0], new byte[] {2}, new byte[] {0, 1});
            case SHORT -> List.of(new byte[0], new byte[] {1}, new byte[] {1, 2, 3});
            case INT, FLOAT -> List.of(new byte[0], new byte[] {1, 2, 3}, new byte[] {1, 2, 3, 4, 5});
            case LONG, DOUBLE -> List.of(new byte[0], new byte[] {1, 2, 3}, new byte[9]);
            case UUID ->
                List.of(
                        new byte[0],
                        new byte[16],
                        ascii("0f0e0d0c+0b0a-0908-0706-05040302010f"),
                        ascii("0f0e0d0c-0b0a-0908-0706-05040302010g"));
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
