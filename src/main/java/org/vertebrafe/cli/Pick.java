package org.vertebrafe.cli;

import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.segmentation.SpineLevels;

/**
 * Which of the vertebrae that were found are wanted, and what they are called.
 *
 * @param which a number from the top, "all", or null for none
 * @param level which level one of them is, such as 3=L2, or null
 */
record Pick(String which, String level) {

    private static final String ALL = "all";

    /** @throws InputException if it cannot be meant */
    Pick {
        if (which != null && !which.equals(ALL) && !which.matches("\\d{1,2}")) {
            throw InputException.of("--pick %s: give the number of a vertebra from the top, or all.", which);
        }
        if (level != null && !level.matches("\\d{1,2}=[^=]+")) {
            throw InputException.of(
                    "--level %s: with --auto give the number from the top and the level, for instance 3=L2.", level);
        }
    }

    boolean isNone() {
        return which == null;
    }

    boolean isAll() {
        return ALL.equals(which);
    }

    /** The number wanted, 1 is the topmost. */
    int number(int found) {
        int number = Integer.parseInt(which);
        if (number < 1 || number > found) {
            throw InputException.of(
                    "--pick %d: %d vertebrae were found. Give a number from 1 to %d, 1 is the topmost.",
                    number, found, found);
        }
        return number;
    }

    /** Names of the vertebrae from the top; empty where no level is known. */
    List<String> names(int found) {
        if (level == null) {
            return List.of();
        }
        String[] parts = level.split("=");
        return SpineLevels.count(found, Integer.parseInt(parts[0]), parts[1]);
    }
}
