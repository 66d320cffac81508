package io.kaspar.schema.format;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives what a {@link RecordingSink} kept, so that what was decoded can be encoded again. */
public final class RecordedSource implements ValueSource.Elements {
    private final List<@Nullable Object> values;

    private RecordedSource(List<?> values) {
        this.values = new ArrayList<>(values);
    }

    /** The payload of one recorded value. */
    public static byte[] encode(PayloadEncoder encoder, Object value) throws PayloadException {
        PayloadOutput out = new PayloadOutput();
        encoder.encode(new RecordedSource(List.of(value)), 0, out);
        return out.toByteArray();
    }

    /** A source of these values, of nulls among them. */
    public static RecordedSource of(@Nullable Object... values) {
        return new RecordedSource(Arrays.asList(values));
    }

    private Object at(int place) {
        return Objects.requireNonNull(values.get(place), "asked for what is null");
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public boolean isNull(int place) {
        return values.get(place) == null;
    }

    @Override
    public boolean booleanAt(int place) {
        return (Boolean) at(place);
    }

    @Override
    public int intAt(int place) {
        return (Integer) at(place);
    }

    @Override
    public long longAt(int place) {
        return (Long) at(place);
    }

    @Override
    public float floatAt(int place) {
        return (Float) at(place);
    }

    @Override
    public double doubleAt(int place) {
        return (Double) at(place);
    }

    @Override
    public byte[] bytesAt(int place) {
        if (at(place) instanceof ByteBuffer binary) {
            byte[] bytes = new byte[binary.remaining()];
            binary.duplicate().get(bytes);
            return bytes;
        }
        return ((String) at(place)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public BigDecimal decimalAt(int place, int precision, int scale) {
        BigDecimal value = (BigDecimal) at(place);
        if (value.scale() != scale || value.precision() > precision) {
            throw new IllegalStateException(value + " is no decimal(" + precision + "," + scale + ")");
        }
        return value;
    }

    @Override
    public ValueSource structAt(int place, int fieldCount) {
        List<?> fields =
                at(place) instanceof List<?> variant ? variant : new ArrayList<>(((Map<?, ?>) at(place)).values());
        if (fields.size() != fieldCount) {
            throw new IllegalStateException(fieldCount + " fields wanted of " + fields.size());
        }
        return new RecordedSource(fields);
    }

    @Override
    public Elements arrayAt(int place) {
        return new RecordedSource((List<?>) at(place));
    }

    @Override
    public Entries mapAt(int place) {
        Map<?, ?> map = (Map<?, ?>) at(place);
        return new Entries(
                new RecordedSource(new ArrayList<>(map.keySet())), new RecordedSource(new ArrayList<>(map.values())));
    }
}
