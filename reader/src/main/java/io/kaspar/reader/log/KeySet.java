package io.kaspar.reader.log;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of record keys, as bytes: some, or all but some. Null is a key here. Immutable; never printed, keys may be secret. */
public final class KeySet implements Serializable {
    /** Every key. */
    public static final KeySet ALL = allBut(List.of(), true);

    private static final long serialVersionUID = 1L;

    private final byte[][] named;
    private final boolean areOthersIn;
    private final boolean isNullIn;

    private KeySet(Collection<byte[]> named, boolean areOthersIn, boolean isNullIn) {
        this.named = named.stream().map(byte[]::clone).sorted(Arrays::compare).toArray(byte[][]::new);
        this.areOthersIn = areOthersIn;
        this.isNullIn = isNullIn;
    }

    /** These keys. */
    public static KeySet of(Collection<byte[]> keys, boolean isNullIn) {
        return new KeySet(keys, false, isNullIn);
    }

    /** All keys but these. */
    public static KeySet allBut(Collection<byte[]> keys, boolean isNullIn) {
        return new KeySet(keys, true, isNullIn);
    }

    /** Whether it leaves nothing out. */
    public boolean isAll() {
        return areOthersIn && isNullIn && named.length == 0;
    }

    /** Whether {@link #named} are those that are left out. */
    public boolean areOthersIn() {
        return areOthersIn;
    }

    public boolean isNullIn() {
        return isNullIn;
    }

    /** The keys that are in it, or left out; not to be changed. */
    public List<byte[]> named() {
        return List.of(named);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeySet that
                && areOthersIn == that.areOthersIn
                && isNullIn == that.isNullIn
                && Arrays.deepEquals(named, that.named);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(named);
    }

    @Override
    public String toString() {
        return "KeySet[" + (areOthersIn ? "all but " : "") + named.length + " keys]";
    }
}
