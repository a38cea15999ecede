package org.vertebrafe.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TimeLeftTest {

    private static final double SECOND = 1e9;

    private final TimeLeft left = new TimeLeft();

    @Test
    void goesByWhatWasDoneInTheTimeSoFar() {
        report("Solving", 0, 0);
        report("Solving", 0.2, 2);
        assertThat(left.seconds()).isCloseTo(8, within(1e-9));
        assertThat(left.words()).isEqualTo("about 8 s left");
        report("Solving", 0.01, 2.1);
        report("Solving", 0.06, 22.1);
        assertThat(left.words()).isEqualTo("about 7 min left");
    }

    @Test
    void aStepThatBeginsHalfWayCountsFromThere() {
        report("Looking", 0.6, 10);
        report("Looking", 0.8, 14);
        assertThat(left.seconds()).isCloseTo(4, within(1e-9));
    }

    @Test
    void saysNothingBeforeThereIsSomethingToGoBy() {
        assertThat(left.words()).isEmpty();
        report("Meshing", Double.NaN, 0);
        report("Meshing", Double.NaN, 100);
        assertThat(left.words()).isEmpty();
        report("Solving", 0, 100);
        report("Solving", 0.5, 100.1);
        assertThat(left.words()).as("a tenth of a second").isEmpty();
        report("Solving", 0.5, 101);
        report("Stresses", Double.NaN, 102);
        assertThat(left.words()).as("another step").isEmpty();
    }

    private void report(String step, double done, double seconds) {
        left.report(step, done, (long) (seconds * SECOND));
    }
}
