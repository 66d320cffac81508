package io.kaspar.testing.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the fuzzer (Jazzer, which the caller's class path holds) on targets, in a JVM of its own with a small heap.
 *
 * <p>A number of inputs from a fixed seed, for all targets together; or, with {@code -Dkaspar.fuzz.target=} and {@code
 * -Dkaspar.fuzz.minutes=}, one of them for as long, from another seed each time. What the fuzzer learns and finds stays in
 * {@code target/fuzz/}.
 */
public final class FuzzRun {
    private static final String MINUTES = "kaspar.fuzz.minutes";
    private static final String TARGET = "kaspar.fuzz.target";
    private static final String SEED = "kaspar.seed";
    private static final long HANGS_AFTER_MINUTES = 10;
    private static final int TAIL_LENGTH = 6_000;
    // Enough for what the targets keep, and too little for what lying lengths ask for.
    private static final String HEAP = "-Xmx384m";
    private static final int MAX_INPUT_LENGTH = 1 << 14;

    private final List<Class<? extends FuzzTarget>> types;
    private final Path folder;

    private FuzzRun(List<Class<? extends FuzzTarget>> types) throws IOException {
        this.types = types;
        String name = types.size() == 1 ? types.get(0).getSimpleName() : "all";
        folder = Files.createDirectories(Path.of("target", "fuzz", name).toAbsolutePath());
    }

    /**
     * Fails when the fuzzer finds anything.
     *
     * @param runs how many inputs are tried when no time is given
     */
    public static void check(List<Class<? extends FuzzTarget>> types, int runs) throws Exception {
        String only = System.getProperty(TARGET, "");
        List<Class<? extends FuzzTarget>> chosen = types.stream()
                .filter(type -> only.isEmpty() || only.equals(type.getSimpleName()))
                .toList();
        if (!chosen.isEmpty()) {
            new FuzzRun(chosen).check(runs);
        }
    }

    private void check(int runs) throws Exception {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        writeSeeds(seeds);
        Path log = folder.resolve("fuzz.log");
        Process fuzzer = new ProcessBuilder(command(runs, corpus, seeds))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!fuzzer.waitFor(Long.getLong(MINUTES, 0) + HANGS_AFTER_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("the fuzzer hangs, see " + log);
            }
        } finally {
            fuzzer.destroyForcibly();
        }
        if (fuzzer.exitValue() != 0) {
            throw new AssertionError(
                    "the fuzzer found something; keep as test resources " + found() + "\n" + tail(log));
        }
    }

    private void writeSeeds(Path seeds) throws Exception {
        for (int index = 0; index < types.size(); index++) {
            int count = 0;
            for (byte[] seed : FuzzCases.inputs(types.get(index))) {
                Path file = seeds.resolve(types.get(index).getSimpleName() + "-" + count++);
                Files.write(file, types.size() == 1 ? seed : chosenBy(index, seed));
            }
        }
    }

    private static byte[] chosenBy(int index, byte[] input) {
        byte[] whole = new byte[1 + input.length];
        whole[0] = (byte) index;
        System.arraycopy(input, 0, whole, 1, input.length);
        return whole;
    }

    /** Writes what was found as the input of its target alone, under the path where it is replayed from. */
    private List<Path> found() throws IOException {
        List<Path> kept = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.filter(FuzzRun::isFinding).toList()) {
                byte[] input = Files.readAllBytes(file);
                boolean alone = types.size() == 1;
                Class<? extends FuzzTarget> type = types.get(alone ? 0 : FuzzEntry.chosen(input, types.size()));
                Path target = Files.createDirectories(folder.resolve("fuzz").resolve(type.getSimpleName()))
                        .resolve(String.valueOf(file.getFileName()));
                kept.add(Files.write(target, alone ? input : Arrays.copyOfRange(input, 1, input.length)));
            }
        }
        return kept;
    }

    private static boolean isFinding(Path file) {
        return String.valueOf(file.getFileName()).matches("(crash|timeout|oom|slow-unit)-.*");
    }

    private List<String> command(int runs, Path corpus, Path seeds) throws IOException {
        long minutes = Long.getLong(MINUTES, 0);
        long seed = minutes > 0 ? Long.getLong(SEED, System.nanoTime() & Integer.MAX_VALUE) : 1;
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-Duser.timezone=UTC",
                "-cp",
                fuzzersClassPath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + targets(),
                "--instrumentation_includes=io.kaspar.reader.**:io.kaspar.schema.**",
                // Hooks look for misuse of SQL, LDAP and the like: there is none of it here.
                "--custom_hook_includes=none.**",
                "--mutator_framework=false",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_len=" + MAX_INPUT_LENGTH,
                "-timeout=60",
                "-print_final_stats=1",
                "-seed=" + seed,
                minutes > 0 ? "-max_total_time=" + TimeUnit.MINUTES.toSeconds(minutes) : "-runs=" + runs,
                corpus.toString(),
                seeds.toString());
    }

    /** What the fuzzer sees at its start, all of which it looks through: as little as possible. */
    private static String fuzzersClassPath() {
        Stream<String> fuzzer = classPath()
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith("jazzer"));
        String own = FuzzRun.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return Stream.concat(fuzzer, Stream.of(own)).collect(Collectors.joining(File.pathSeparator));
    }

    private String targets() throws IOException {
        Path file = Files.write(folder.resolve("class.path"), classPath().toList());
        return file + " " + types.stream().map(Class::getName).collect(Collectors.joining(" "));
    }

    private static Stream<String> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString());
    }

    private static String tail(Path log) throws IOException {
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - TAIL_LENGTH));
    }
}
