package org.vertebrafe.imagej.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.segmentation.edit.Hint;
import org.vertebrafe.segmentation.edit.Where;

/** What the panel is set to. Used on the event thread only. */
final class EditSettings {

    /** What the mouse does in the windows. */
    enum Tool {
        CROSSHAIR("Crosshair", "Click or drag: the other two windows show the slices through this point."),
        BRUSH("Brush", "Drag: paints the active label. Alt: removes it."),
        ERASER("Eraser", "Drag: removes the active label. Shift: removes every label that is not locked."),
        LASSO("Lasso", "Draw around an area: fills it with the active label. Alt: removes the label within."),
        POLYGON("Polygon", "Click corners, double-click to close: fills it. Alt at the end: removes. Esc: gives up."),
        HINT(
                "Hint",
                "Click on a point that belongs to the active label. Alt: that belongs to none. On a hint: removes"
                        + " it.");

        final String title;
        final String help;

        Tool(String title, String help) {
            this.title = title;
            this.help = help;
        }
    }

    Tool tool = Tool.CROSSHAIR;
    int label = 1;
    double radius = 3;
    boolean ball;
    /** What may be painted over; empty: any label. */
    OptionalInt over = OptionalInt.empty();

    boolean limitHu;
    double huMin = 150;
    double huMax = 1500;
    boolean outline = true;
    /** Of the fill, 0..1. */
    double opacity = 0.3;
    /** Labels out of sight for a moment, to see the bone below. */
    boolean hidden;

    boolean crosshair = true;
    double distance = 1;
    double reach = 10;
    boolean bodyOnly;

    /** Whether hints make the segmentation run again as they are set. */
    boolean atOnce;

    /** Where the vertebra was segmented from last, voxel coordinates; null: not yet. */
    Vec3 seed;

    final Set<Integer> invisible = new TreeSet<>();
    final Set<Integer> locked = new TreeSet<>();
    final List<Hint> hints = new ArrayList<>();

    /** Where the brush and the operations may write. */
    Where where() {
        Where where = Where.ANY.locked(locked);
        if (over.isPresent()) {
            where = where.over(Set.of(over.getAsInt()));
        }
        return limitHu ? where.hu(huMin, huMax) : where;
    }

    /** The same, but over background where nothing else was chosen. */
    Where whereFree() {
        return over.isPresent() ? where() : where().over(Set.of(0));
    }

    /** For taking the active label away. */
    Where whereActive() {
        return where().over(Set.of(label));
    }

    boolean isVisible(int value) {
        return value != 0 && !hidden && !invisible.contains(value);
    }
}
