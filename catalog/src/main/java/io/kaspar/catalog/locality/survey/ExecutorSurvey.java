package io.kaspar.catalog.locality.survey;

import java.time.Duration;
import java.util.Set;

/** The executors of a session, which can be asked. */
interface ExecutorSurvey {

    /** The hosts that run tasks now, as Spark knows them. */
    Set<String> hosts();

    /**
     * What these hosts say of themselves; some of them say nothing when they are busy for longer than this, and hosts that were
     * not meant may answer instead.
     */
    SurveyAnswers ask(DirectoryQuestion question, Set<String> hosts, Duration atMost);
}
