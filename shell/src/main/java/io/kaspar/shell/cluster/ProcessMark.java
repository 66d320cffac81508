package io.kaspar.shell.cluster;

import java.time.Instant;
import java.util.Optional;

/**
 * A process as it can be found again later: by its id, and the time it was started, since ids are used again.
 *
 * @param startedMs 0 where the system does not say
 */
record ProcessMark(long pid, long startedMs) {
    static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(
                process.pid(),
                process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    static ProcessMark parse(String text) {
        String[] parts = text.strip().split(" ", 2);
        return new ProcessMark(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    /** The process, as long as it runs. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(process -> process.isAlive() && equals(of(process)));
    }

    @Override
    public String toString() {
        return pid + " " + startedMs;
    }
}
