package io.kaspar.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WriteCheckTest {
    private final WrittenRows written = new WrittenRows();

    private List<String> differences(Promise promise, boolean atomic) {
        return new WriteCheck(new ExpectedRows("w1.2", promise, atomic, Set.of("0", "1", "2")), written).differences();
    }

    /** The first rows, in one partition, with one of another write between them. */
    private void see(int count) {
        for (long row = 0; row < count; row++) {
            written.add(0, 2 * row, "w1.2/" + row + " xxx/x");
            written.add(0, 2 * row + 1, "w1.22/" + row);
        }
    }

    @Test
    void allRowsOnceAreWhatEachPromiseWants() {
        see(3);
        for (Promise promise : Promise.values()) {
            assertThat(differences(promise, true)).isEmpty();
        }
    }

    @Test
    void aRowThatIsLostDiffersForEach() {
        see(2);
        for (Promise promise : Promise.values()) {
            assertThat(differences(promise, false)).singleElement().asString().contains("1 of 3 rows lost, as [2]");
        }
    }

    @Test
    void noneOfTheRowsIsRightForOneThatNobodySawThrough() {
        assertThat(differences(Promise.ONCE_OR_NONE, true)).isEmpty();
        assertThat(differences(Promise.ONCE, true)).singleElement().asString().contains("3 of 3 rows lost");
    }

    @Test
    void aRowThatIsThereTwiceDiffersUnlessItMay() {
        see(3);
        written.add(1, 7, "w1.2/1");

        assertThat(differences(Promise.AT_LEAST_ONCE, false)).isEmpty();
        for (Promise promise : List.of(Promise.ONCE, Promise.ONCE_OR_NONE)) {
            assertThat(differences(promise, false))
                    .singleElement()
                    .asString()
                    .contains(
                            "rows more than once, as [1 at [Place[partition=0, offset=2], Place[partition=1, offset=7]]]");
        }
    }

    @Test
    void aRowThatNobodyWroteDiffers() {
        see(4);

        assertThat(differences(Promise.ONCE, false)).singleElement().asString().contains("rows nobody wrote, as [3 at");
    }

    @Test
    void aPartThatWasSeenDiffersWhereNoneMayBe() {
        see(3);
        written.visibleBefore(0, 0, 100);
        written.visibleBefore(0, 5, 200);
        assertThat(differences(Promise.ONCE, true)).isEmpty();

        written.visibleBefore(0, 4, 150);

        assertThat(differences(Promise.ONCE, true)).singleElement().asString().contains("a part was seen");
        assertThat(differences(Promise.ONCE, false)).isEmpty();
    }

    @Test
    void partitionsThatAreSeenFarApartDiffer() {
        see(2);
        written.add(1, 0, "w1.2/2");
        written.visibleBefore(0, 10, 1_000);
        written.visibleBefore(1, 10, 2_000_000);

        assertThat(differences(Promise.ONCE, true)).singleElement().asString().contains("in another one at 2000000");
    }
}
