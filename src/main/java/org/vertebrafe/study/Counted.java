package org.vertebrafe.study;

import org.vertebrafe.study.stats.Statistic;

/** A number of vertebrae. */
record Counted(int n, int missing) implements Statistic {

    @Override
    public String method() {
        return "";
    }
}
