package org.vertebrafe.segmentation.oneclick;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;

/** From the rough pose of a vertebral body to its outer surface at a fraction of a voxel. */
final class BodyShaper {

    /** Divisions of the icosahedron: 2562 columns, about 2 mm apart on a lumbar body. */
    private static final int LEVEL = 4;

    private static final double REACH = 8;
    private static final double STEP_PRICE = 0.05;
    private static final int LARGEST_STEP = 2;
    private static final int ROUNDS = 4;
    private static final int SMOOTHING = 2;

    /** Where the image is looked at outside the surface to tell bone that goes on from soft tissue, mm. */
    private static final double[] BEYOND = {2, 2.75, 3.5, 4.25, 5};

    /** CT number of muscle, the densest soft tissue beside the body, HU. */
    private static final double MUSCLE_HU = 60;

    /** Bone goes on where the image outside is this part of the way from muscle to the cortex. */
    private static final double BRIDGE = 0.35;

    /** Pedicles and ribs join behind this part of the depth. */
    private static final double BRIDGES_BEHIND = 0.1;

    /** Rings of columns around a bridge that are bridged as well: the fillets. */
    private static final int FILLET = 3;

    /** Slope of the normal, against the body's axis, up to which a column can face a pedicle. */
    private static final double SIDEWAYS = 0.7;

    /** Largest sum of curvatures that the columns, some 2 mm apart, can tell, 1/mm. */
    private static final double SHARPEST = 0.6;

    /**
     * Slices thicker than this, mm, leave each column's place so open that its neighbours must help, and blur more than the
     * rims' radius, for which the correction for curvature is not made.
     */
    private static final double THICK = 2.5;

    /** Square of the explained part at which a column moves half the way. */
    private static final double UNSEEN = 0.01;

    /** How far the fitted surface may lie from the strongest edges, mm: no farther than blur moves them. */
    private static final double FARTHEST = 3;

    private static final int THICK_SMOOTHING = 3;

    /** Rounds of smoothing over the columns that make CT numbers of marrow and soft tissue the usual ones. */
    private static final int USUAL = 8;

    private static final int RELAXATIONS = 200;

    /** Depth at which marrow is looked at, mm. */
    private static final double INWARD = 4.5;

    /**
     * The surface and what was learnt with it.
     *
     * @param mesh at the outer surface of the cortex
     * @param thickness of the cortex in each column, mm
     * @param explained how well the cortical model fits in each column, 0..1
     * @param bridged columns where bone goes on into pedicles or ribs and the surface was laid across
     * @param outsideHu typical CT number of the soft tissue around, HU
     * @param peakHu typical CT number of the brightest place of a column, HU
     * @param blur of the image
     */
    record Shape(
            ColumnMesh mesh,
            double[] thickness,
            double[] explained,
            boolean[] bridged,
            double outsideHu,
            double peakHu,
            Blur blur) {}

    private final Volume ct;
    private final WorkingCube blurred;
    private final EdgeStrength edges;
    private final Constraints known;
    private final BodyTemplate template = new BodyTemplate(LEVEL);

    BodyShaper(Volume ct, WorkingCube blurred, EdgeStrength edges, Constraints known) {
        this.ct = ct;
        this.blurred = blurred;
        this.edges = edges;
        this.known = known;
    }

    Shape shape(BodyPose pose, TaskExecutor threads, Progress progress) {
        ColumnMesh reference = ColumnMesh.of(template, pose);
        Constraints.Limits limits = known.limits(reference, pose, REACH);
        double[] found = new BodySurface(blurred, edges, reference, limits)
                .find(REACH, STEP_PRICE, LARGEST_STEP, threads, progress);
        double[] even = new double[found.length];
        Arrays.fill(even, 1);
        double[] offsets = reference.smoothed(found, even, SMOOTHING);
        limits.hold(offsets);
        double[] start = offsets.clone();
        CorticalFit fit = null;
        CorticalFit.Usual usual = null;
        boolean[] bridged = null;
        double[] levels = null;
        boolean thick = blurred.coarsest() > THICK;
        int smoothing = thick ? THICK_SMOOTHING : 1;
        for (int round = 0; round < ROUNDS; round++) {
            ColumnMesh mesh = reference.moved(offsets);
            CorticalFit.Surface surface = surface(mesh);
            fit = fit == null
                    ? CorticalFit.of(ct, surface, threads, progress)
                    : CorticalFit.of(ct, surface, fit.blur(), usual, threads, progress);
            levels = levels(mesh);
            bridged = bridged(mesh, levels);
            double[] weights = new double[offsets.length];
            for (int c = 0; c < weights.length; c++) {
                weights[c] = bridged[c] ? 1e-6 : fit.explained[c] * fit.explained[c] + 1e-3;
            }
            if (usual == null) {
                usual = new CorticalFit.Usual(
                        reference.smoothed(fit.marrow, weights, USUAL),
                        reference.smoothed(fit.soft, weights, USUAL),
                        fit.usualThicknesses(threads),
                        fit.noise());
            }
            double[] places = places(fit, thick ? new double[offsets.length] : surface.curvatures());
            double[] shifts = reference.smoothed(places, weights, smoothing);
            for (int c = 0; c < offsets.length; c++) {
                double moved = offsets[c] + shifts[c];
                offsets[c] = Math.min(Math.max(moved, start[c] - FARTHEST), start[c] + FARTHEST);
            }
            relax(offsets, bridged);
            limits.hold(offsets);
        }
        return new Shape(
                reference.moved(offsets), fit.thicknesses, fit.explained, bridged, levels[0], levels[1], fit.blur());
    }

    /**
     * Places of the fitted plates on the curved surface: blur moves an edge towards its centre of curvature by half its
     * variance times the sum of the curvatures (Bouma, Vilanova, van Vliet and Gerritsen 2005,
     * doi:10.1109/TPAMI.2005.193), which counts at the rims. Where no plate is to be seen nothing is to be moved.
     */
    private static double[] places(CorticalFit fit, double[] curvatures) {
        double[] places = fit.places.clone();
        for (int c = 0; c < places.length; c++) {
            double seen = fit.explained[c] * fit.explained[c];
            places[c] = (places[c] + fit.moment(c) / 2 * curvatures[c]) * seen / (seen + UNSEEN);
        }
        return places;
    }

    /** The surface as it is compared with the image. */
    static CorticalFit.Surface surface(ColumnMesh mesh) {
        double[] curvatures = mesh.curvatures();
        for (int c = 0; c < curvatures.length; c++) {
            curvatures[c] = Math.min(Math.max(curvatures[c], -SHARPEST), SHARPEST);
        }
        return new CorticalFit.Surface(mesh.base, mesh.normals(mesh.base), curvatures, INWARD);
    }

    /** Medians over the wall of the CT number outside and of the brightest place, HU. */
    private double[] levels(ColumnMesh mesh) {
        double[] normals = mesh.normals(mesh.base);
        double[] outside = new double[template.sphere.vertices];
        double[] peaks = new double[template.sphere.vertices];
        int n = 0;
        for (int c = 0; c < template.sphere.vertices; c++) {
            if (template.weights[c] > 0 && isWall(c)) {
                outside[n] = beyond(mesh, normals, c);
                peaks[n++] = peak(mesh, normals, c);
            }
        }
        Arrays.sort(outside, 0, n);
        Arrays.sort(peaks, 0, n);
        return new double[] {outside[n / 2], peaks[n / 2]};
    }

    private boolean isWall(int c) {
        return Math.abs(template.points[3 * c + 2]) < 0.8;
    }

    /** Whether a column cannot belong to an endplate, which is in sight above the pedicles as well. */
    private boolean facesSideways(int c) {
        double[] n = template.normals;
        return Math.abs(n[3 * c + 2]) < SIDEWAYS * Math.hypot(n[3 * c], n[3 * c + 1]);
    }

    private double beyond(ColumnMesh mesh, double[] normals, int c) {
        double sum = 0;
        for (double d : BEYOND) {
            sum += at(mesh, normals, c, d);
        }
        return sum / BEYOND.length;
    }

    private double peak(ColumnMesh mesh, double[] normals, int c) {
        double peak = -Double.MAX_VALUE;
        for (double d = -2; d <= 1; d += 0.5) {
            peak = Math.max(peak, at(mesh, normals, c, d));
        }
        return peak;
    }

    private double at(ColumnMesh mesh, double[] normals, int c, double d) {
        Vec3 p = ColumnMesh.vertex(mesh.base, c)
                .plus(ColumnMesh.vertex(normals, c).times(d));
        return blurred.at(p.x(), p.y(), p.z());
    }

    /** Columns of the wall outside which there is bone, with those around them. */
    private boolean[] bridged(ColumnMesh mesh, double[] levels) {
        double limit = MUSCLE_HU + BRIDGE * Math.max(levels[1] - MUSCLE_HU, 50);
        double[] normals = mesh.normals(mesh.base);
        boolean[] bridged = new boolean[template.sphere.vertices];
        for (int c = 0; c < bridged.length; c++) {
            bridged[c] = isWall(c) && template.points[3 * c + 1] > BRIDGES_BEHIND && beyond(mesh, normals, c) > limit;
        }
        for (int ring = 0; ring < FILLET; ring++) {
            boolean[] grown = bridged.clone();
            for (int c = 0; c < grown.length; c++) {
                for (int other : template.sphere.neighbours[c]) {
                    grown[c] |= bridged[other] && facesSideways(c);
                }
            }
            bridged = grown;
        }
        return bridged;
    }

    /** Lays the surface across the bridges like a film. */
    private void relax(double[] offsets, boolean[] bridged) {
        for (int round = 0; round < RELAXATIONS; round++) {
            for (int c = 0; c < offsets.length; c++) {
                if (bridged[c]) {
                    double sum = 0;
                    for (int other : template.sphere.neighbours[c]) {
                        sum += offsets[other];
                    }
                    offsets[c] = sum / template.sphere.neighbours[c].length;
                }
            }
        }
    }
}
