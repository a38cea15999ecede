package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;

class MacroOptionsTest {

    @Test
    void readsWhatTheRecorderWrites() {
        assertThat(MacroOptions.parse("ct=vert labels=[my mask] voxel=1.25 plates report=[] dir=[a [b] c] x='y z' "))
                .containsExactly(
                        Map.entry("ct", "vert"),
                        Map.entry("labels", "my mask"),
                        Map.entry("voxel", "1.25"),
                        Map.entry("plates", "true"),
                        Map.entry("report", ""),
                        Map.entry("dir", "a [b] c"),
                        Map.entry("x", "y z"));
        assertThat(MacroOptions.parse("")).isEmpty();
        assertThat(MacroOptions.parse("CT=Vert")).containsEntry("ct", "Vert");
    }

    @Test
    void aNameInsideAValueIsNotAnOption() {
        assertThat(MacroOptions.parse("note=[mask=other] mask=mine")).containsEntry("mask", "mine");
    }

    @Test
    void refusesWhatCannotBeRead() {
        assertThatThrownBy(() -> MacroOptions.parse("ct=[open")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> MacroOptions.parse("ct='open")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> MacroOptions.parse("ct=a CT=b")).hasMessageContaining("twice");
        assertThatThrownBy(() -> MacroOptions.parse("=b")).hasMessageContaining("name is missing");
    }

    @Property(tries = 300)
    void readsAnyTextInBrackets(
            @ForAll @StringLength(max = 20) @CharRange(from = ' ', to = 'z') String value,
            @ForAll @StringLength(min = 1, max = 8) @CharRange(from = 'a', to = 'z') String key) {
        // Brackets that do not match cannot be written in ImageJ's form.
        String text = value.replaceAll("[\\[\\]']", "");
        assertThat(MacroOptions.parse("first=1 " + key + "2=[" + text + "] last"))
                .containsEntry(key + "2", text)
                .containsEntry("last", "true")
                .hasSize(3);
    }
}
