package org.vertebrafe.segmentation.oneclick;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebraShape;

/** Thickness of the cortex of a labelled vertebral body, below the size of a voxel, by {@link CorticalFit}. */
public final class BodyCortex {

    /** Divisions of the icosahedron: 2562 columns, about 2 mm apart on a lumbar body. */
    private static final int LEVEL = 4;

    /** How far the labels' surface may lie from the template's, mm. */
    private static final double REACH = 12;

    private static final double STEP = 0.2;

    /** Rounds of smoothing over the columns: the voxels' stairs. */
    private static final int SMOOTHING = 3;

    /** Posterior elements as near as this outside the body have no cortex between them and it, mm. */
    private static final double BESIDE = 4;

    private final TissueMap tissues;

    private BodyCortex(TissueMap tissues) {
        this.tissues = tissues;
    }

    /**
     * Measures.
     *
     * @param hu CT, HU
     * @param tissues labels with a body, on the CT's grid
     * @param shape the same measured
     */
    public static Segmentation.CortexThickness measure(
            Volume hu, TissueMap tissues, VertebraShape shape, TaskExecutor threads, Progress progress) {
        return new BodyCortex(tissues).measure(hu, shape, threads, progress);
    }

    private Segmentation.CortexThickness measure(
            Volume hu, VertebraShape shape, TaskExecutor threads, Progress progress) {
        ColumnMesh reference = ColumnMesh.of(new BodyTemplate(LEVEL), pose(shape));
        double[] offsets = new double[reference.depths.length];
        double[] even = new double[offsets.length];
        for (int c = 0; c < offsets.length; c++) {
            offsets[c] = surface(reference, c);
            even[c] = 1;
        }
        ColumnMesh mesh = reference.moved(reference.smoothed(offsets, even, SMOOTHING));
        CorticalFit fit = CorticalFit.of(hu, BodyShaper.surface(mesh), threads, progress);
        return Assembly.cortex(
                new BodyShaper.Shape(mesh, fit.thicknesses, fit.explained, bridged(mesh), 0, 0, fit.blur()),
                shape.frame().superior());
    }

    /** The template's pose of the same axes and size. */
    private static BodyPose pose(VertebraShape shape) {
        Vec3 superior = shape.frame().superior();
        Vec3 left = shape.frame().left();
        double sagittal = -Math.asin(superior.y());
        double coronal = Math.atan2(superior.x(), superior.z());
        double axial = Math.atan2(left.y(), -shape.frame().anterior().y());
        Vec3 middle = shape.inSagittalPlane((shape.anteriorBorder() + shape.posteriorBorder()) / 2, 0);
        return new BodyPose(
                middle,
                axial,
                sagittal,
                coronal,
                shape.width() / 2,
                shape.depth() / 2,
                shape.frame().height() / 2);
    }

    /** How far outside of the reference surface the body ends along a column, mm. */
    private double surface(ColumnMesh mesh, int c) {
        Vec3 base = ColumnMesh.vertex(mesh.base, c);
        Vec3 out = ColumnMesh.vertex(mesh.directions, c);
        double from = -Math.min(REACH, mesh.depths[c]);
        for (double s = REACH; s > from; s -= STEP) {
            Tissue tissue = at(base.plus(out.times(s)));
            if (tissue != null && tissue.isBody()) {
                return s + STEP / 2;
            }
        }
        return from;
    }

    private Tissue at(Vec3 patient) {
        return tissues.nearest(tissues.grid().toVoxel(patient));
    }

    private boolean[] bridged(ColumnMesh mesh) {
        double[] normals = mesh.normals(mesh.base);
        boolean[] bridged = new boolean[mesh.depths.length];
        for (int c = 0; c < bridged.length; c++) {
            Vec3 base = ColumnMesh.vertex(mesh.base, c);
            Vec3 out = ColumnMesh.vertex(normals, c);
            for (double s = 0; s <= BESIDE && !bridged[c]; s += STEP) {
                Tissue tissue = at(base.plus(out.times(s)));
                bridged[c] = tissue != null && tissue.isProcess();
            }
        }
        return bridged;
    }
}
