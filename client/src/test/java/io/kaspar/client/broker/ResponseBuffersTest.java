package io.kaspar.client.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class ResponseBuffersTest {
    private static final int USUAL = 4 << 20;

    private final ResponseBuffers buffers = new ResponseBuffers(USUAL);

    @Test
    void givesBuffersOfExactlyTheLengthWanted() {
        for (int length : new int[] {0, 10, USUAL, 100 * USUAL}) {
            ByteBuffer buffer = buffers.tryAllocate(length);
            assertThat(buffer.remaining()).isEqualTo(length);
            assertThat(buffer.arrayOffset()).isZero();
        }
    }

    @Test
    void givesAnArrayAgainThatWasGivenBack() {
        byte[] first = buffers.tryAllocate(USUAL).array();
        byte[] second = buffers.tryAllocate(USUAL).array();
        assertThat(second).isNotSameAs(first);

        buffers.recycle(first);

        assertThat(buffers.tryAllocate(USUAL + 1000).array()).isSameAs(first);
        assertThat(buffers.tryAllocate(USUAL).array()).isNotSameAs(first).isNotSameAs(second);
    }

    @Test
    void takesBackWhatAConnectionLeavesHalfRead() {
        ByteBuffer buffer = buffers.tryAllocate(USUAL);
        byte[] array = buffer.arrayOffset() == 0 ? buffer.array() : new byte[0];
        buffers.release(buffer.put((byte) 1));

        ByteBuffer again = buffers.tryAllocate(USUAL - 1);
        assertThat(again.remaining()).isEqualTo(USUAL - 1);
        assertThat(again.arrayOffset()).isZero();
        assertThat(again.array()).isSameAs(array);
    }

    @Test
    void keepsTwoArraysAtMost() {
        for (int count = 0; count < 3; count++) {
            buffers.recycle(new byte[USUAL + count]);
        }
        assertThat(buffers.tryAllocate(USUAL).array()).hasSize(USUAL + 1);
        assertThat(buffers.tryAllocate(USUAL).array()).hasSize(USUAL + 2);
        assertThat(buffers.tryAllocate(USUAL).array().length).isGreaterThan(USUAL + 2);
    }

    @Test
    void keepsNoArrayThatOneHugeRecordBatchNeeded() {
        byte[] huge = buffers.tryAllocate(100 * USUAL).array();
        buffers.recycle(huge);
        assertThat(buffers.tryAllocate(USUAL).array()).isNotSameAs(huge);
    }

    @Test
    void keepsLongerArraysWhenLongerResponsesAreExpected() {
        byte[] long16 = new byte[4 * USUAL];
        buffers.recycle(long16);
        assertThat(buffers.tryAllocate(USUAL).array()).isNotSameAs(long16);

        buffers.expect(4 * USUAL);
        buffers.recycle(long16);
        assertThat(buffers.tryAllocate(USUAL).array()).isSameAs(long16);

        buffers.recycle(long16);
        buffers.clear();
        assertThat(buffers.tryAllocate(USUAL).array()).isNotSameAs(long16);
    }
}
