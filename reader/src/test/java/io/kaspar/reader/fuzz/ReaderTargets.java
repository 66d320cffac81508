package io.kaspar.reader.fuzz;

import io.kaspar.testing.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.List;

/** The fuzz targets of this module; by name, because they are not public. */
final class ReaderTargets {
    private ReaderTargets() {}

    static List<Class<? extends FuzzTarget>> all() throws ClassNotFoundException {
        List<Class<? extends FuzzTarget>> types = new ArrayList<>();
        for (String name : List.of(
                "record.RecordBatchFuzz",
                "record.RecordsFuzz",
                "segment.IndexFuzz",
                "segment.SegmentDirectoryFuzz",
                "fetch.FetchResponseFuzz")) {
            types.add(Class.forName("io.kaspar.reader." + name).asSubclass(FuzzTarget.class));
        }
        return types;
    }
}
