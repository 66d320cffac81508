package io.kaspar.bench.data;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders as a JSON object, all members in the same order; times are text in UTC, what orders lack is null. */
final class JsonOrderFields implements OrderFields {
    private static final byte[][] NAMES = Stream.of(
                    "id",
                    "customer_id",
                    "product",
                    "quantity",
                    "price",
                    "currency",
                    "created_at",
                    "street",
                    "city",
                    "note",
                    "paid")
            .map(name -> bytes('"' + name + "\":"))
            .toArray(byte[][]::new);
    private static final byte[] NULL = bytes("null");
    private static final byte[] TRUE = bytes("true");
    private static final byte[] FALSE = bytes("false");

    private @Nullable ValueBuffer current;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void begin(ValueBuffer buffer) {
        current = buffer;
    }

    private ValueBuffer buffer() {
        return Objects.requireNonNull(current);
    }

    private void name(int number) {
        buffer().addByte(number == 1 ? '{' : ',');
        buffer().addBytes(NAMES[number - 1]);
    }

    private void value(int number, byte[] value) {
        name(number);
        buffer().addBytes(value);
    }

    @Override
    public void integer(int number, long value) {
        value(number, bytes(Long.toString(value)));
    }

    @Override
    public void real(int number, double value) {
        value(number, bytes(Double.toString(value)));
    }

    /** The words of orders have nothing in them that JSON escapes. */
    @Override
    public void text(int number, byte[]... parts) {
        name(number);
        buffer().addByte('"');
        buffer().addBytes(parts);
        buffer().addByte('"');
    }

    @Override
    public void optionalText(int number, byte[] text) {
        text(number, text);
    }

    @Override
    public void absent(int number) {
        value(number, NULL);
    }

    @Override
    public void time(int number, long epochMs) {
        text(number, bytes(Instant.ofEpochMilli(epochMs).toString()));
    }

    @Override
    public void flag(int number, boolean value) {
        value(number, value ? TRUE : FALSE);
    }

    @Override
    public void end() {
        buffer().addByte('}');
    }
}
