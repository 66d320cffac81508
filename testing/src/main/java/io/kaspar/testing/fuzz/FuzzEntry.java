package io.kaspar.testing.fuzz;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the fuzzer calls: hands each input to the target that was named when it was started. Of several targets the input's
 * first byte chooses one, which gets the rest.
 */
public final class FuzzEntry {
    // The fuzzer knows static methods only.
    private static final List<FuzzTarget> TARGETS = new ArrayList<>();

    private FuzzEntry() {}

    /** Called once, with a file of the targets' class path, an entry a line, and the names of their classes. */
    public static void fuzzerInitialize(String[] arguments) throws IOException, ReflectiveOperationException {
        List<URL> classPath = new ArrayList<>();
        for (String entry : Files.readAllLines(Path.of(arguments[0]))) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        // Lives as long as this process.
        ClassLoader loader = new URLClassLoader(classPath.toArray(new URL[0]), FuzzEntry.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        for (String name : Arrays.asList(arguments).subList(1, arguments.length)) {
            TARGETS.add(make(Class.forName(name, true, loader).asSubclass(FuzzTarget.class)));
        }
    }

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (TARGETS.size() == 1) {
            TARGETS.get(0).run(input);
        } else if (input.length > 0) {
            TARGETS.get(chosen(input, TARGETS.size())).run(Arrays.copyOfRange(input, 1, input.length));
        }
    }

    static int chosen(byte[] input, int targetCount) {
        return (input[0] & 0xff) % targetCount;
    }

    static FuzzTarget make(Class<? extends FuzzTarget> type) throws ReflectiveOperationException {
        Constructor<? extends FuzzTarget> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }
}
