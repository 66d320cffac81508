package io.kaspar.bench;

import java.io.IOException;

/**
 * The same in the same session, with all threads of this process held on core 0 for the run: tasks, the reading ahead,
 * compilation and collection share it.
 */
record OneCoreRun(Run whole) implements Run {

    @Override
    public void prepare() throws IOException {
        whole.prepare();
        Cores.one().hold(ProcessHandle.current().pid());
    }

    @Override
    public Answer run() throws IOException {
        return whole.run();
    }

    @Override
    public void finish() throws IOException {
        Cores.all().hold(ProcessHandle.current().pid());
        whole.finish();
    }
}
