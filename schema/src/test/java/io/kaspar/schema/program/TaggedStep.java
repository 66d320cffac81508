package io.kaspar.schema.program;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/**
 * Payloads as unlike Avro's as payloads get: fields with a tag each, in any order, the last one of a tag counts; a number (tag
 * 1) and a text (tag 2) become a struct. Holds the instruction set to its promise to know no format.
 */
final class TaggedStep implements Step {
    static final String NAME = "tagged";
    static final int NUMBER_TAG = 1;
    static final int TEXT_TAG = 2;

    private final BoundChildren children = new BoundChildren(Slots.firstOnes(2));

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        int number = 0;
        int text = 0;
        int textLength = 0;
        while (cursor.remaining() > 0) {
            int before = cursor.position();
            int tag = cursor.readRawInt();
            if (tag == NUMBER_TAG) {
                number = cursor.readRawInt();
            } else if (tag == TEXT_TAG) {
                textLength = cursor.readRawInt();
                text = cursor.position();
                cursor.skip(textLength);
            } else {
                throw cursor.malformedAt(before, "no such tag");
            }
        }
        ValueSink[] fields = children.of(sink);
        sink.putStruct();
        fields[0].putInt(number);
        fields[1].putBytes(cursor.bytes(), text, textLength);
    }

    @Override
    public String source(DecoderSource decoder, String sink) {
        String number = decoder.name("number");
        String length = decoder.name("length");
        String text = decoder.name("text");
        String tag = decoder.name("tag");
        String newest = decoder.name("newest");
        return "{\nint " + number + " = 0;\nint " + length + " = 0;\nint " + text + " = 0;\nwhile (p < end) {\n"
                + NumberSource.rawInt(tag) + "if (" + tag + " == 1) {\n" + NumberSource.rawInt(newest) + number + " = "
                + newest + ";\n} else {\nif (" + tag + " != 2) FAIL;\n" + NumberSource.rawInt(newest) + "if ("
                + newest + " < 0 || " + newest + " > end - p) FAIL;\n" + length + " = " + newest + ";\n" + text
                + " = p;\np += " + newest + ";\n}\n}\n" + sink + ".putStruct();\n" + decoder.child(sink, 0) + ".putInt("
                + number + ");\n" + decoder.child(sink, 1) + ".putBytes(b, " + text + ", " + length + ");\n}\n";
    }
}
