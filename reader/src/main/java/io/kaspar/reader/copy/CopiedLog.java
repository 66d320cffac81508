package io.kaspar.reader.copy;

import io.kaspar.reader.log.OffsetRange;
import java.util.List;

/**
 * What a copied log holds.
 *
 * @param range from its first segment's base offset to the last batch that checks out
 * @param skipped files, positions and why: what lies behind that batch, or was left half done
 */
public record CopiedLog(OffsetRange range, List<String> skipped) {
    public CopiedLog {
        skipped = List.copyOf(skipped);
    }
}
