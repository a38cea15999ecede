package org.vertebrafe.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vertebrafe.base.InputException;

/** Names of vertebrae, counted from one whose level is known. */
public final class SpineLevels {

    private static final List<String> NAMES = Stream.of(names("C", 7), names("T", 12), names("L", 5), names("S", 1))
            .flatMap(List::stream)
            .toList();

    private SpineLevels() {}

    private static List<String> names(String letter, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> letter + n).toList();
    }

    /**
     * Names a row of vertebrae. Spines with one vertebra more or less than usual cannot be told: who anchors the level
     * decides.
     *
     * @param count how many there are, from the top
     * @param known number of the one that is known, 1 is the topmost
     * @param level its name, C1 to L5 or S1
     * @throws InputException if the name is none, or the row would reach beyond the spine
     */
    public static List<String> count(int count, int known, String level) {
        int at = NAMES.indexOf(level.trim().toUpperCase(Locale.ROOT));
        if (at < 0) {
            throw InputException.of("Level %s is no vertebra: C1 to C7, T1 to T12, L1 to L5 or S1.", level);
        }
        if (known < 1 || known > count) {
            throw InputException.of(
                    "Vertebra %d from the top was not found: there are %d. Give a number from 1 to %d.",
                    known, count, count);
        }
        int top = at - (known - 1);
        if (top < 0 || top + count > NAMES.size()) {
            throw InputException.of(
                    "Vertebra %d of %d from the top cannot be %s: the spine ends before. Look at the list again.",
                    known, count, NAMES.get(at));
        }
        return new ArrayList<>(NAMES.subList(top, top + count));
    }
}
