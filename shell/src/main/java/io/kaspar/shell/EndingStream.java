package io.kaspar.shell;

import java.io.IOException;
import java.io.OutputStream;

/** A screen's stream, before whose bytes the line of a running statement has to go. */
final class EndingStream extends OutputStream {
    private final OutputStream out;
    private final Progress progress;

    EndingStream(OutputStream out, Progress progress) {
        this.out = out;
        this.progress = progress;
    }

    @Override
    public void write(int b) throws IOException {
        progress.makeRoom();
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        if (length > 0) {
            progress.makeRoom();
        }
        out.write(bytes, start, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
