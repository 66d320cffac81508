package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kaspar.schema.format.IgnoringSink;
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
        ValueSink sink = new IgnoringSink();
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
}
