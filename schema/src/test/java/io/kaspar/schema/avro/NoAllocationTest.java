package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.ValueSink;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class NoAllocationTest {
    private static final int PAYLOADS = 20_000;
    private static final String SCHEMA = record(
            field("i", "'int'"),
            field("l", "['null','long']"),
            field("s", "'string'"),
            field("e", "{'type':'enum','name':'E','symbols':['A','B']}"),
            field("d", "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}"),
            field("u", "{'type':'fixed','name':'U','size':16,'logicalType':'uuid'}"),
            field("t", "{'type':'long','logicalType':'timestamp-millis'}"),
            field("a", "{'type':'array','items':{'type':'record','name':'N','fields':[{'name':'x','type':'float'}]}}"),
            field("m", "{'type':'map','values':'double'}"),
            field("v", "['int','string','boolean']"));
    private static final String READER =
            SCHEMA.replace("'name':'i'", "'name':'added','type':'string','default':'x'},{'name':'i'");

    @Test
    void makesNoObjectPerPayload() throws IOException {
        Schema schema = Samples.parse(SCHEMA);
        byte[] payload = Samples.encode(schema, new RandomData(new Random(1)).datum(schema, 5));
        PayloadDecoder decoder = Samples.decoder(SCHEMA, READER, Samples.type(READER));
        ValueSink sink = new Ignore();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        decode(decoder, payload, sink);
        long before = threads.getCurrentThreadAllocatedBytes();
        decode(decoder, payload, sink);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThan(PAYLOADS);
    }

    private static void decode(PayloadDecoder decoder, byte[] payload, ValueSink sink) throws IOException {
        for (int i = 0; i < PAYLOADS; i++) {
            decoder.decode(payload, 0, payload.length, sink);
        }
    }

    /** Takes everything and keeps nothing; each child is a sink of its own. */
    private static final class Ignore implements ValueSink {
        private final ValueSink[] children = new ValueSink[12];

        @Override
        public void putNull() {}

        @Override
        public void putBoolean(boolean value) {}

        @Override
        public void putInt(int value) {}

        @Override
        public void putLong(long value) {}

        @Override
        public void putFloat(float value) {}

        @Override
        public void putDouble(double value) {}

        @Override
        public void putBytes(byte[] source, int position, int length) {}

        @Override
        public void putUnscaled(byte[] source, int position, int length) {}

        @Override
        public void putStruct() {}

        @Override
        public void beginCollection() {}

        @Override
        public void endCollection() {}

        @Override
        public ValueSink child(int index) {
            if (children[index] == null) {
                children[index] = new Ignore();
            }
            return children[index];
        }
    }
}
