package org.vertebrafe.base;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryTest {

    @Test
    void whatFitsBesideWhatIsUsedIsAllowed() {
        assertThatCode(() -> Memory.require("A model", 3e9, "shrink it", 1_000_000_000L, 4_000_000_000L))
                .doesNotThrowAnyException();
        assertThatCode(() -> Memory.require("A model", 1e3, "shrink it")).doesNotThrowAnyException();
    }

    @Test
    void whatDoesNotFitIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> Memory.require("A model", 3.1e9, "shrink it", 1_000_000_000L, 4_000_000_000L))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("needs about 3.1 GB")
                .hasMessageContaining("may use 4.0 GB, of which 1.0 are taken")
                .hasMessageContaining("-Xmx5g")
                .hasMessageContaining("or shrink it");
        assertThatThrownBy(() -> Memory.require("A model", 1e15, "shrink it")).isInstanceOf(InputException.class);
    }
}
