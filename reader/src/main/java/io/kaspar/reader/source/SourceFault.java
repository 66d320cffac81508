package io.kaspar.reader.source;

import io.kaspar.reader.fetch.RecordsLostException;
import io.kaspar.reader.task.FallbackReason;

/** What a fault means for the source that met it: said by that source, which alone knows what it may fail of. */
sealed interface SourceFault {

    /** The source is of no more use. Another one may read on. */
    record GivenUp(FallbackReason reason) implements SourceFault {}

    /** What one broker sent is of no use. Another in-sync replica's broker may send the same. */
    record BrokerGivenUp(FallbackReason reason, int nodeId) implements SourceFault {}

    /** Records are gone for everybody. What is behind them is still there. */
    record Lost(RecordsLostException loss) implements SourceFault {}

    /** The list of aborted transactions was wrong. The markers in the log tell. */
    record WrongList() implements SourceFault {}

    /** No other source would do better. */
    record Fatal() implements SourceFault {}
}
