package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Resolver;
import org.jspecify.annotations.Nullable;

/** An enum as the text of the reader's symbol; symbols the reader lacks become its default, or are malformed. */
final class EnumStep implements Step {
    private final byte[] @Nullable [] symbols;
    private final Resolver.EnumAdjust resolution;

    EnumStep(Resolver.EnumAdjust resolution) {
        this.resolution = resolution;
        this.symbols = new byte[resolution.adjustments.length][];
        for (int i = 0; i < symbols.length; i++) {
            int readerIndex = resolution.adjustments[i];
            if (readerIndex >= 0) {
                String symbol = resolution.reader.getEnumSymbols().get(readerIndex);
                symbols[i] = symbol.getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        int before = cursor.position();
        int index = AvroNumbers.readIndex(cursor, symbols.length);
        byte[] symbol = symbols[index];
        if (symbol == null) {
            throw cursor.malformedAt(
                    before,
                    "symbol " + resolution.writer.getEnumSymbols().get(index)
                            + " is not in the table's enum " + resolution.reader.getFullName()
                            + ", which has no default");
        }
        sink.putSymbol(symbols, index);
    }

    @Override
    public String source(DecoderSource decoder, String sink) {
        String index = decoder.name("index");
        String known = decoder.constant(byte[][].class, symbols);
        return "{\n" + AvroNumberSource.index(index, symbols.length)
                + "if (%1$s[%2$s] == null) FAIL;\n%3$s.putSymbol(%1$s, %2$s);\n}\n".formatted(known, index, sink);
    }
}
