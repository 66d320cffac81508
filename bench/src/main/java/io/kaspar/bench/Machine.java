package io.kaspar.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Where and with what a run was made.
 *
 * @param commit of this checkout, {@code unknown} outside of one; with {@code +} when files differ from it
 */
public record Machine(
        String processor, int coreCount, long memoryGb, String java, String spark, String kafka, String commit) {
    private static final String UNKNOWN = "unknown";
    private static final long KB_PER_GB = 1 << 20;

    /** This one, with what a run is made with. */
    public static Machine here(String sparkVersion) throws IOException {
        return new Machine(
                fact(Path.of("/proc/cpuinfo"), "model name"),
                Cores.count(),
                readMemoryGb(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                sparkVersion,
                AppInfoParser.getVersion(),
                readCommit());
    }

    private static long readMemoryGb() throws IOException {
        String memory = fact(Path.of("/proc/meminfo"), "MemTotal").replaceAll("[^0-9]", "");
        return memory.isEmpty() ? 0 : Math.round((double) Long.parseLong(memory) / KB_PER_GB);
    }

    private static String fact(Path file, String name) throws IOException {
        if (!Files.isReadable(file)) {
            return UNKNOWN;
        }
        return Files.readString(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static String readCommit() throws IOException {
        String folder = System.getProperty("kaspar.checkout", ".");
        String commit = git("-C", folder, "rev-parse", "--short=12", "HEAD");
        if (commit.isEmpty()) {
            return UNKNOWN;
        }
        return git("-C", folder, "status", "--porcelain", "--untracked-files=no")
                        .isEmpty()
                ? commit
                : commit + "+";
    }

    private static String git(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream out = process.getInputStream()) {
                String text = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
                return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? text : "";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } catch (IOException e) {
            return ""; // no git on this machine
        }
    }
}
