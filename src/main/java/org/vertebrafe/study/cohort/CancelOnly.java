package org.vertebrafe.study.cohort;

import org.vertebrafe.base.Progress;

/** The stages of one vertebra among many are not reported: there are too many; cancel goes through. */
public record CancelOnly(Progress whole) implements Progress {

    @Override
    public void report(String stage, double fraction) {
        // The cohort reports vertebrae.
    }

    @Override
    public boolean isCancelled() {
        return whole.isCancelled();
    }
}
