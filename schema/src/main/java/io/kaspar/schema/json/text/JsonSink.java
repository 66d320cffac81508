package io.kaspar.schema.json.text;

import io.kaspar.schema.format.ValueSink;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Collects values as JSON text, in the shape of Spark's {@code to_json}: null fields are left out, binary is base64. */
public final class JsonSink implements ValueSink {
    private final DataType type;
    private final JsonSink[] children;

    /** One per slot: null, the text of a scalar, {@link #STRUCT}, or the {@link Range} of a collection. */
    private final List<@Nullable Object> slots = new ArrayList<>();

    private int collectionStart;

    private static final Object STRUCT = new Object();

    private record Range(int start, int end) {}

    public JsonSink(DataType type) {
        this.type = type;
        this.children = childrenOf(type);
    }

    private static JsonSink[] childrenOf(DataType type) {
        if (type instanceof StructType struct) {
            JsonSink[] fields = new JsonSink[struct.length()];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = new JsonSink(struct.fields()[i].dataType());
            }
            return fields;
        }
        if (type instanceof ArrayType array) {
            return new JsonSink[] {new JsonSink(array.elementType())};
        }
        return type instanceof MapType map
                ? new JsonSink[] {new JsonSink(map.keyType()), new JsonSink(map.valueType())}
                : new JsonSink[0];
    }

    /** The text of the first value. */
    public String text() {
        StringBuilder text = new StringBuilder();
        append(0, text);
        return text.toString();
    }

    /** Fills the slot with text that is JSON already. */
    public void putJson(String json) {
        slots.add(json);
    }

    @Override
    public void putNull() {
        slots.add(null);
        if (type instanceof StructType) {
            for (JsonSink child : children) {
                child.putNull();
            }
        }
    }

    @Override
    public void putBoolean(boolean value) {
        slots.add(Boolean.toString(value));
    }

    @Override
    public void putInt(int value) {
        slots.add(JsonText.ofInt(value, type));
    }

    @Override
    public void putLong(long value) {
        slots.add(JsonText.ofLong(value, type));
    }

    @Override
    public void putFloat(float value) {
        slots.add(Float.isFinite(value) ? Float.toString(value) : JsonText.quoted(Float.toString(value)));
    }

    @Override
    public void putDouble(double value) {
        slots.add(Double.isFinite(value) ? Double.toString(value) : JsonText.quoted(Double.toString(value)));
    }

    @Override
    public void putBytes(byte[] source, int position, int length) {
        slots.add(JsonText.ofBytes(source, position, length, type));
    }

    @Override
    public void putUnscaled(byte[] source, int position, int length) {
        slots.add(JsonText.ofUnscaled(source, position, length, type));
    }

    @Override
    public void putStruct() {
        slots.add(STRUCT);
    }

    @Override
    public void beginCollection() {
        collectionStart = children[0].slots.size();
    }

    @Override
    public void endCollection() {
        slots.add(new Range(collectionStart, children[0].slots.size()));
    }

    @Override
    public ValueSink child(int index) {
        return children[index];
    }

    private void append(int slot, StringBuilder text) {
        Object value = slots.get(slot);
        if (value == STRUCT) {
            appendFields(slot, text);
        } else if (value instanceof Range range) {
            appendElements(range, text);
        } else {
            text.append(value);
        }
    }

    private void appendFields(int slot, StringBuilder text) {
        text.append('{');
        String separator = "";
        StructField[] fields = ((StructType) type).fields();
        for (int i = 0; i < fields.length; i++) {
            if (children[i].slots.get(slot) != null) {
                text.append(separator).append(JsonText.quoted(fields[i].name())).append(':');
                children[i].append(slot, text);
                separator = ",";
            }
        }
        text.append('}');
    }

    private void appendElements(Range range, StringBuilder text) {
        boolean isMap = type instanceof MapType;
        text.append(isMap ? '{' : '[');
        for (int i = range.start(); i < range.end(); i++) {
            if (i > range.start()) {
                text.append(',');
            }
            if (isMap) {
                appendKey(i, text);
                children[1].append(i, text);
            } else {
                children[0].append(i, text);
            }
        }
        text.append(isMap ? '}' : ']');
    }

    /** JSON has names that are text, whatever a map's keys are. */
    private void appendKey(int slot, StringBuilder text) {
        StringBuilder key = new StringBuilder();
        children[0].append(slot, key);
        boolean isQuoted = key.length() > 0 && key.charAt(0) == '"';
        text.append(isQuoted ? key : JsonText.quoted(key.toString())).append(':');
    }
}
