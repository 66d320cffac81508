package io.kaspar.schema.json;

import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.time.CivilDate;

/** An array of year, month and day as a date. */
final class DatePartsStep implements Step {
    private static final int PARTS = 3;
    private static final int MOST_DIGITS = 7;

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) {
        byte[] bytes = cursor.bytes();
        int start = cursor.position();
        int limit = cursor.limit();
        if (bytes[start] != '[') {
            throw JsonFault.wrongKind(bytes, start, "DATE");
        }
        int[] parts = new int[PARTS];
        int at = JsonScan.space(bytes, start + 1, limit);
        int count = 0;
        while (bytes[at] != ']') {
            cursor.moveTo(at);
            if (count == PARTS || !NumberText.startsAt(bytes, at)) {
                throw unfit(start);
            }
            parts[count++] = part(NumberText.read(cursor), start);
            at = JsonScan.space(bytes, cursor.position(), limit);
            at = bytes[at] == ',' ? JsonScan.space(bytes, at + 1, limit) : at;
        }
        if (count != PARTS || !CivilDate.isDate(parts[0], parts[1], parts[2])) {
            throw unfit(start);
        }
        sink.putInt(CivilDate.epochDay(parts[0], parts[1], parts[2]));
        cursor.moveTo(at + 1);
    }

    private static int part(String number, int start) {
        if (!NumberText.isInteger(number) || number.length() > MOST_DIGITS) {
            throw unfit(start);
        }
        return Integer.parseInt(number);
    }

    private static JsonFault unfit(int place) {
        return JsonFault.unfit(place, "an array that is no year, month and day", "DATE");
    }
}
