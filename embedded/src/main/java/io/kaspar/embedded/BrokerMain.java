package io.kaspar.embedded;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** A broker's process: formats its log directories where that has not been done, then runs Kafka. */
final class BrokerMain {
    private BrokerMain() {}

    /** Arguments: the file of server properties, then {@code StorageTool}'s arguments after {@code format}. */
    public static void main(String[] args) {
        ParentWatch.start();
        String[] format = args.clone();
        format[0] = "format";
        int status = StorageTool.execute(format, System.out);
        if (status != 0) {
            System.exit(status);
        }
        Kafka.main(new String[] {args[0]});
    }
}
