package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.time.IsoTime;
import io.kaspar.schema.time.IsoTime.Zone;

/** A string of ISO 8601 as a date, a timestamp or a timestamp without zone. */
final class TimeStep implements Step {
    private final Kind kind;
    private final Step others;
    private final StringContent content = new StringContent();
    private final IsoTime time = new IsoTime();

    /** What the column is. */
    enum Kind {
        DATE("DATE"),
        /** An instant: where the text says no zone, it is UTC. */
        TIMESTAMP("TIMESTAMP"),
        /** An instant, whose text says the zone. */
        ZONED_TIMESTAMP("TIMESTAMP"),
        /** A time in no zone. */
        LOCAL_TIMESTAMP("TIMESTAMP_NTZ");

        private final String columnType;

        Kind(String columnType) {
            this.columnType = columnType;
        }

        String columnType() {
            return columnType;
        }
    }

    /** @param others reads what is no string */
    TimeStep(Kind kind, Step others) {
        this.kind = kind;
        this.others = others;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        byte[] bytes = cursor.bytes();
        int place = cursor.position();
        if (bytes[place] != '"') {
            others.run(cursor, sink);
            return;
        }
        content.read(bytes, place, cursor.limit());
        cursor.moveTo(content.end());
        if (!time.read(content.bytes(), content.position(), content.length())) {
            throw unfit(place, "a string that is no date or time of ISO 8601");
        }
        switch (kind) {
            case DATE -> sink.putInt(time.epochDay());
            case TIMESTAMP -> sink.putLong(micros(place));
            case ZONED_TIMESTAMP -> {
                if (time.zone() == Zone.NONE) {
                    throw unfit(place, "a time without a zone");
                }
                sink.putLong(micros(place));
            }
            case LOCAL_TIMESTAMP -> {
                if (time.zone() != Zone.NONE) {
                    throw unfit(place, "a time with a zone");
                }
                sink.putLong(micros(place));
            }
        }
    }

    private long micros(int place) {
        try {
            return time.epochMicros();
        } catch (ArithmeticException e) {
            throw unfit(place, "a time");
        }
    }

    private JsonFault unfit(int place, String what) {
        return JsonFault.unfit(place, what, kind.columnType());
    }

    /** For columns that take strings only. */
    static Step refusing(Kind kind) {
        return (cursor, sink) -> {
            throw JsonFault.wrongKind(cursor.bytes(), cursor.position(), kind.columnType());
        };
    }
}
