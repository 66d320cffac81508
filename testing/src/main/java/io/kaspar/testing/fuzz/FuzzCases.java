package io.kaspar.testing.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Inputs that are kept: the seeds of a target, and the files of {@code fuzz/<target>/} among the test resources. */
public final class FuzzCases {
    private FuzzCases() {}

    /** Replays all of them; returns how many there are. */
    public static int replay(Class<? extends FuzzTarget> type) throws Exception {
        FuzzTarget target = FuzzEntry.make(type);
        List<byte[]> inputs = inputs(type);
        for (byte[] input : inputs) {
            target.run(input);
        }
        return inputs.size();
    }

    static List<byte[]> inputs(Class<? extends FuzzTarget> type) throws Exception {
        List<byte[]> inputs = new ArrayList<>();
        for (Path file : files(type)) {
            inputs.add(Files.readAllBytes(file));
        }
        inputs.addAll(FuzzEntry.make(type).seeds());
        inputs.add(new byte[0]);
        return inputs;
    }

    private static List<Path> files(Class<? extends FuzzTarget> type) throws IOException, URISyntaxException {
        URL folder = type.getResource("/fuzz/" + type.getSimpleName());
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(Path.of(folder.toURI()))) {
            return entries.sorted().toList();
        }
    }
}
