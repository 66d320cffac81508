package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.spark.sql.types.DecimalType;

/** A string of base64 as the unscaled value of a decimal. */
final class UnscaledStep implements Step {
    private final DecimalType type;
    private final Base64Text text;

    UnscaledStep(DecimalType type) {
        this.type = type;
        this.text = new Base64Text(type.sql());
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        int place = cursor.position();
        text.read(cursor);
        boolean fits = text.length() > 0
                && new BigDecimal(new BigInteger(text.bytes(), 0, text.length())).precision() <= type.precision();
        if (!fits) {
            throw JsonFault.unfit(place, "a number", type.sql());
        }
        sink.putUnscaled(text.bytes(), 0, text.length());
    }
}
