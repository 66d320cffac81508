package io.kaspar.schema.avro;

import io.kaspar.schema.program.DecoderSource;

/** Statements for arrays and maps, whose elements take a byte at least: a block cannot claim more of them than fit. */
final class BlockSource {
    private BlockSource() {}

    /** Puts a collection, element by element. */
    static String collection(DecoderSource decoder, String sink, int minElementBytes, String element) {
        String blocks = blocks(decoder, """
                int STOP = end;
                boolean SIZED = COUNT < 0L;
                if (SIZED) {
                COUNT = -COUNT;
                LENGTHSTOP = p + LENGTH;
                }
                if (COUNT > (STOP - p) / MIN) FAIL;
                for (int LEFT = (int) COUNT; LEFT > 0; LEFT--) {
                ELEMENT}
                if (SIZED && p != STOP) FAIL;
                """, minElementBytes, element);
        return sink + ".beginCollection();\n" + blocks + sink + ".endCollection();\n";
    }

    /** Passes over a collection: at once over a block that says how long it is, element by element over another. */
    static String skip(DecoderSource decoder, int minElementBytes, String element) {
        return blocks(decoder, """
                if (COUNT < 0L) {
                LENGTHif (-COUNT > LENGTH / MIN) FAIL;
                p += LENGTH;
                continue;
                }
                if (COUNT > (end - p) / MIN) FAIL;
                for (int LEFT = (int) COUNT; LEFT > 0; LEFT--) {
                ELEMENT}
                """, minElementBytes, element);
    }

    private static String blocks(DecoderSource decoder, String block, int minElementBytes, String element) {
        String count = decoder.name("count");
        String length = decoder.name("length");
        String statements = block.replace("LENGTHSTOP", AvroNumberSource.length(length) + "STOP")
                .replace("LENGTHif", AvroNumberSource.length(length) + "if")
                .replace("LENGTH", length)
                .replace("COUNT", count)
                .replace("STOP", decoder.name("stop"))
                .replace("SIZED", decoder.name("sized"))
                .replace("LEFT", decoder.name("left"))
                .replace("MIN", String.valueOf(minElementBytes))
                .replace("ELEMENT", decoder.fit(element));
        return "while (true) {\n" + AvroNumberSource.longValue(count) + "if (%1$s == 0L) break;\n".formatted(count)
                + "if (%1$s == Long.MIN_VALUE) FAIL;\n".formatted(count) + statements + "}\n";
    }
}
