package io.kaspar.testing.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages inputs, for tests that cannot wait for a fuzzer: what it does follows from the seed of its random numbers. */
public final class Mutation {
    private static final int MOST_STEPS = 4;
    private static final int MOST_COPIES = 300;
    /** Of copies together: copies of copies of copies would fill the memory. */
    private static final int MOST_COPIED_BYTES = 1 << 16;

    private static final byte[] ODD_BYTES = {
        0, 1, 2, 3, 5, 0x0A, 0x22, 0x2C, 0x5C, 0x7B, 0x7F, (byte) 0x80, (byte) 0xC0, (byte) 0xFF
    };

    private final Random random;
    private final List<byte[]> others;

    /** @param others inputs that parts may come from */
    public Mutation(Random random, List<byte[]> others) {
        this.random = random;
        this.others = List.copyOf(others);
    }

    /** A damaged copy; the first {@code kept} bytes are as they were. */
    public byte[] behind(byte[] input, int kept) {
        byte[] damaged = input.clone();
        for (int step = random.nextInt(MOST_STEPS); step >= 0; step--) {
            damaged = damaged(damaged, kept);
        }
        return damaged;
    }

    private byte[] damaged(byte[] bytes, int kept) {
        int length = bytes.length - kept;
        int from = kept + (length == 0 ? 0 : random.nextInt(length));
        int to = from + random.nextInt(bytes.length - from + 1);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, from);
            case 1 -> joined(bytes, from, new byte[0], to);
            case 2 -> joined(bytes, from, bytesOf(1 + random.nextInt(9)), from);
            case 3 -> joined(bytes, from, bytesOf(Math.min(9, to - from)), Math.min(to, from + 9));
            case 4 -> joined(bytes, from, repeated(Arrays.copyOfRange(bytes, from, to)), from);
            case 5 -> joined(bytes, from, partOfAnother(), to);
            case 6 -> joined(bytes, from, hugeNumber(), from);
            default -> length == 0 ? bytes : flipped(bytes, from);
        };
    }

    private static byte[] joined(byte[] bytes, int from, byte[] part, int to) {
        byte[] joined = Arrays.copyOf(bytes, from + part.length + bytes.length - to);
        System.arraycopy(part, 0, joined, from, part.length);
        System.arraycopy(bytes, to, joined, from + part.length, bytes.length - to);
        return joined;
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return flipped;
    }

    private byte[] bytesOf(int count) {
        byte[] made = new byte[count];
        for (int i = 0; i < count; i++) {
            made[i] = random.nextBoolean() ? ODD_BYTES[random.nextInt(ODD_BYTES.length)] : (byte) random.nextInt();
        }
        return made;
    }

    private byte[] repeated(byte[] part) {
        int copies = 1 + random.nextInt(MOST_COPIES);
        copies = Math.min(copies, 1 + MOST_COPIED_BYTES / Math.max(1, part.length));
        byte[] all = new byte[part.length * copies];
        for (int i = 0; i < copies; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return all;
    }

    private byte[] partOfAnother() {
        byte[] other = others.get(random.nextInt(others.size()));
        int from = random.nextInt(other.length + 1);
        return Arrays.copyOfRange(other, from, from + random.nextInt(other.length - from + 1));
    }

    /** What a varint, or a length of four or eight bytes, takes for very much. */
    private byte[] hugeNumber() {
        byte[] huge = new byte[4 + random.nextInt(7)];
        Arrays.fill(huge, (byte) 0xFF);
        huge[random.nextBoolean() ? 0 : huge.length - 1] = 0x7F;
        return huge;
    }
}
