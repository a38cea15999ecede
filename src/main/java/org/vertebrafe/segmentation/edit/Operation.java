package org.vertebrafe.segmentation.edit;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;

/**
 * One step of a correction, with all that is needed to do it again. Points are voxel coordinates in the LPS order of the
 * label map, rounded to a thousandth of a voxel so that a script replays exactly whatever order and rounding a file
 * format brings; lengths are in mm. Label 0 is background.
 */
public sealed interface Operation {

    /** The longest brush radius, dilation or reach, mm. */
    double LONGEST = 100;

    /** Which voxels it may change. */
    Where where();

    /**
     * A brush drawn along a path. Without a plane it is a ball; with one a disc in the slice of the path.
     *
     * @param label written; 0 erases
     * @param plane the plane of the disc
     * @param radius of the brush, mm; the voxel under the path is always reached
     * @param path points of the path, at least one
     */
    record Stroke(int label, Optional<Slicing> plane, double radius, List<Vec3> path, Where where)
            implements Operation {
        public Stroke {
            checkLabel(label);
            checkLength("Brush radius", radius, 0.01);
            path = points("Stroke", path, 1);
        }
    }

    /**
     * A closed outline, filled: voxels whose centre lies inside by the even-odd rule.
     *
     * @param label written; 0 removes
     * @param outline corners, at least three; the coordinate along the plane's axis is not used
     */
    record Lasso(int label, Slicing plane, int slice, List<Vec3> outline, Where where) implements Operation {
        public Lasso {
            checkLabel(label);
            outline = points("Outline", outline, 3);
        }
    }

    /**
     * The slices between given ones of a label, from their outlines. See {@link SliceInterpolation}.
     *
     * @param slices two or more, ascending, that hold the label and stay as they are
     */
    record Interpolate(int label, Slicing plane, List<Integer> slices, Where where) implements Operation {
        public Interpolate {
            checkForeground(label);
            slices = List.copyOf(slices);
            for (int n = 1; n < slices.size(); n++) {
                if (slices.get(n) <= slices.get(n - 1)) {
                    throw InputException.of("Slices %s to interpolate between: they must ascend.", slices);
                }
            }
            if (slices.size() < 2) {
                throw InputException.of(
                        "Slices %s: two slices that hold the label are needed to interpolate between.", slices);
            }
        }
    }

    /** A smoother surface around the same number of voxels. Sigma: standard deviation of the blur, mm. */
    record Smooth(int label, double sigma, Where where) implements Operation {
        public Smooth {
            checkForeground(label);
            checkLength("Smoothing", sigma, 0.05);
        }
    }

    /** Removes all but the largest part that hangs together by faces. */
    record KeepLargest(int label, Where where) implements Operation {
        public KeepLargest {
            checkForeground(label);
        }
    }

    /** Fills what the label encloses: in the slices of a plane, or in space where there is none. */
    record FillHoles(int label, Optional<Slicing> plane, Where where) implements Operation {
        public FillHoles {
            checkForeground(label);
        }
    }

    /** Adds all voxels whose centre is no further than the distance, mm, from the centre of one of the label. */
    record Dilate(int label, double distance, Where where) implements Operation {
        public Dilate {
            checkForeground(label);
            checkLength("Dilation", distance, 0.01);
        }
    }

    /** Removes all voxels whose centre is no further than the distance, mm, from the centre of one outside. */
    record Erode(int label, double distance, Where where) implements Operation {
        public Erode {
            checkForeground(label);
            checkLength("Erosion", distance, 0.01);
        }
    }

    /** Writes another label wherever one stands. */
    record Relabel(int from, int to, Where where) implements Operation {
        public Relabel {
            checkLabel(from);
            checkLabel(to);
        }
    }

    /**
     * The label map around points of known label, from the image. See {@link HintGrowth}.
     *
     * @param reach how far from a hint voxels may change, mm
     */
    record Grow(List<Hint> hints, double reach, Where where) implements Operation {
        public Grow {
            hints = List.copyOf(hints);
            if (hints.isEmpty()) {
                throw new InputException("No hint is set: click on points that belong to the label, or do not.");
            }
            checkLength("Reach of the hints", reach, 0.5);
        }
    }

    /**
     * Segments the vertebra again from a seed. What was corrected by hand stays as it is.
     *
     * @param seed in the vertebral body, voxel coordinates
     * @param label for the whole vertebra; 0: labels 1 to 4 for the tissues of body and processes
     * @param bodyOnly without arch and processes
     * @param hints points of known label that the new segmentation must respect; may be empty
     * @param reach how far from a hint it may be put right, mm
     */
    record Resegment(Vec3 seed, int label, boolean bodyOnly, List<Hint> hints, double reach, Where where)
            implements Operation {
        public Resegment {
            seed = rounded(seed);
            checkLabel(label);
            hints = List.copyOf(hints);
            checkLength("Reach of the hints", reach, 0.5);
        }
    }

    /** Back to the labels that the correction began with. */
    record Reset() implements Operation {
        @Override
        public Where where() {
            return Where.ANY;
        }
    }

    /** A point to a thousandth of a voxel. */
    static Vec3 rounded(Vec3 p) {
        if (!p.isFinite()) {
            throw InputException.of("Point %s of an edit is not finite.", p);
        }
        return new Vec3(rounded(p.x()), rounded(p.y()), rounded(p.z()));
    }

    private static double rounded(double value) {
        // Adding zero turns -0 into 0, which reads better in a script.
        return Math.rint(value * 1000) / 1000 + 0.0;
    }

    private static List<Vec3> points(String what, List<Vec3> points, int least) {
        if (points.size() < least) {
            throw InputException.of("%s of %d points: at least %d are needed.", what, points.size(), least);
        }
        return points.stream().map(Operation::rounded).toList();
    }

    /** Requires a label that can be held. */
    static void checkLabel(int label) {
        if (label < 0 || label > Labels.MAX_LABEL) {
            throw InputException.of("Label %d: labels run from 0 to %d.", label, Labels.MAX_LABEL);
        }
    }

    private static void checkForeground(int label) {
        checkLabel(label);
        if (label == 0) {
            throw new InputException("Label 0 is background: choose the label that is to be worked on.");
        }
    }

    private static void checkLength(String what, double millimetres, double least) {
        if (!(millimetres >= least && millimetres <= LONGEST)) {
            throw InputException.of("%s %s mm: limits %s to %s mm.", what, millimetres, least, LONGEST);
        }
    }
}
