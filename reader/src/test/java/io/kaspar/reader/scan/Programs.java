package io.kaspar.reader.scan;

import java.io.IOException;
import java.util.List;

/** Programs of the machine that tests may find or not. */
final class Programs {
    private Programs() {}

    /** Whether a program is there and ends well; what it prints is thrown away. */
    static boolean succeed(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) { // there is no such program
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
