package org.vertebrafe.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;

class SpineLevelsTest {

    @Test
    void countsFromAnyKnownVertebra() {
        assertThat(SpineLevels.count(6, 1, "t12")).containsExactly("T12", "L1", "L2", "L3", "L4", "L5");
        assertThat(SpineLevels.count(4, 3, "T1")).containsExactly("C6", "C7", "T1", "T2");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> SpineLevels.count(6, 1, "L6"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("L6");
        assertThatThrownBy(() -> SpineLevels.count(6, 7, "L2"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("from 1 to 6");
        assertThatThrownBy(() -> SpineLevels.count(6, 1, "L2"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cannot be L2");
        assertThatThrownBy(() -> SpineLevels.count(6, 4, "C1")).isInstanceOf(InputException.class);
    }
}
