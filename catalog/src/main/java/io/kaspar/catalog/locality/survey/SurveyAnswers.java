package io.kaspar.catalog.locality.survey;

import java.util.Collection;
import java.util.List;

/**
 * What a survey brought.
 *
 * @param answers one of a host at most
 * @param failure why hosts could not answer, though they were not busy; empty when nothing failed
 */
public record SurveyAnswers(Collection<HostAnswer> answers, String failure) {
    public SurveyAnswers {
        answers = List.copyOf(answers);
    }

    public static SurveyAnswers of(Collection<HostAnswer> answers) {
        return new SurveyAnswers(answers, "");
    }
}
