package org.vertebrafe.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vertebrafe.base.Vec3;

/**
 * Samples layers of a scene on the fine raster, HU. A border is smeared along its normal over one cell, so that the
 * average over any larger voxel holds the right mass; soft tissue is sampled coarsely once a slice and interpolated; from
 * far points the signed distances tell how far to skip.
 */
final class SceneSampler {

    /** Distance of the nodes at which soft tissue is evaluated, mm. */
    private static final double TISSUE_STEP = 0.8;

    private final SyntheticScene scene;
    private final Raster raster;
    private final TrunkTissue tissue;
    private final List<Primitive> solids;
    private final List<VertebraPainter> vertebrae = new ArrayList<>();
    private final int nx;
    private final int ny;

    SceneSampler(SyntheticScene scene, Raster raster) {
        this.scene = scene;
        this.raster = raster;
        tissue = new TrunkTissue(scene);
        solids = new ArrayList<>(scene.solids());
        scene.phantom().ifPresent(phantom -> solids.addAll(phantom.solids(scene.line())));
        for (SyntheticVertebra vertebra : scene.spine()) {
            vertebrae.add(new VertebraPainter(vertebra, scene.line(), raster));
        }
        nx = raster.x.fineSize();
        ny = raster.y.fineSize();
    }

    /** Air, trunk and soft tissue in the middle of a slice. */
    float[] background(int slice) {
        float[] image = new float[raster.finePoints()];
        if (scene.trunk().isEmpty() && scene.spine().isEmpty()) {
            Arrays.fill(image, (float) SyntheticScene.AIR);
            return image;
        }
        int coarseX = Math.max(1, (int) (TISSUE_STEP / raster.x.fineStep()));
        int coarseY = Math.max(1, (int) (TISSUE_STEP / raster.y.fineStep()));
        int columns = nx / coarseX + 2;
        double[] below = nodes(0, coarseX, columns, slice);
        double[] above = nodes(coarseY, coarseX, columns, slice);
        for (int b = 0; b < ny; b++) {
            if (b > 0 && b % coarseY == 0) {
                below = above;
                above = nodes(b + coarseY, coarseX, columns, slice);
            }
            double v = (double) (b % coarseY) / coarseY;
            for (int a = 0; a < nx; a++) {
                int node = a / coarseX;
                double u = (double) (a - node * coarseX) / coarseX;
                double low = below[node] + u * (below[node + 1] - below[node]);
                double high = above[node] + u * (above[node + 1] - above[node]);
                image[a + nx * b] = (float) (low + v * (high - low));
            }
        }
        scene.trunk().ifPresent(trunk -> cutOut(trunk, slice, image));
        return image;
    }

    private double[] nodes(int b, int coarseX, int columns, int slice) {
        double[] row = new double[columns];
        for (int n = 0; n < columns; n++) {
            Vec3 p = raster.position(n * coarseX, b, slice);
            boolean outside = scene.trunk().isPresent() && scene.trunk().get().distance(p.x(), p.y()) > 3 * TISSUE_STEP;
            row[n] = outside ? SyntheticScene.AIR : tissue.hu(p);
        }
        return row;
    }

    private void cutOut(Trunk trunk, int slice, float[] image) {
        Vec3 start = raster.position(0, 0, slice);
        Vec3 stepA = raster.position(1, 0, slice).minus(start);
        Vec3 stepB = raster.position(0, 1, slice).minus(start);
        for (int b = 0; b < ny; b++) {
            double x = start.x() + b * stepB.x();
            double y = start.y() + b * stepB.y();
            int a = 0;
            while (a < nx) {
                double d = trunk.distance(x + a * stepA.x(), y + a * stepA.y());
                int at = a + nx * b;
                int run = (int) Math.min(1 + trunk.clearance(d) / raster.x.fineStep(), nx - a);
                if (run == 1) {
                    double inside = covered(d);
                    image[at] = (float) (SyntheticScene.AIR + inside * (image[at] - SyntheticScene.AIR));
                } else if (d > 0) {
                    Arrays.fill(image, at, at + run, (float) SyntheticScene.AIR);
                }
                a += run;
            }
        }
    }

    /** Part of a cell that lies inside a border at this distance. */
    private double covered(double distance) {
        return Math.min(Math.max(0.5 - distance / raster.cell, 0), 1);
    }

    /** Lays solids, phantom, bone and implants of one layer over an image; adds up the trabecular density of each vertebra. */
    void paint(int layer, float[] image, VertebraPainter.Sum[] sums) {
        double slice = raster.slice(layer);
        for (Primitive solid : solids) {
            paint(solid, slice, image);
        }
        for (int v = 0; v < vertebrae.size(); v++) {
            vertebrae.get(v).paint(slice, image, sums[v]);
        }
        for (Primitive implant : scene.implants()) {
            paint(implant, slice, image);
        }
    }

    private void paint(Primitive solid, double slice, float[] image) {
        Vec3 start = raster.position(0, 0, slice);
        Vec3 stepA = raster.position(1, 0, slice).minus(start);
        Vec3 stepB = raster.position(0, 1, slice).minus(start);
        double reach = solid.slack() * raster.x.fineStep();
        double hu = solid.hu();
        for (int b = 0; b < ny; b++) {
            double x = start.x() + b * stepB.x();
            double y = start.y() + b * stepB.y();
            double z = start.z() + b * stepB.z();
            int a = 0;
            while (a < nx) {
                double d = solid.distance(x + a * stepA.x(), y + a * stepA.y(), z + a * stepA.z());
                double away = Math.abs(d) - raster.cell / 2;
                int run = away > 0 ? (int) Math.min(1 + away / reach, nx - a) : 1;
                if (d < 0 && away > 0) {
                    Arrays.fill(image, a + nx * b, a + nx * b + run, (float) hu);
                } else if (away <= 0) {
                    int at = a + nx * b;
                    image[at] += (float) (covered(d) * (hu - image[at]));
                }
                a += run;
            }
        }
    }

    /**
     * Labels of one slice at the voxels' centres.
     *
     * @param tissues receives the tissue of bone, {@link SyntheticScan#TRABECULAR_BODY} and so on
     * @param owners receives which vertebra it belongs to
     * @param rods receives 1 + number of the rod of the phantom
     */
    void label(int slice, byte[] tissues, byte[] owners, byte[] rods) {
        for (int v = 0; v < vertebrae.size(); v++) {
            vertebrae.get(v).label(slice, (byte) v, tissues, owners);
        }
        if (scene.phantom().isEmpty()) {
            return;
        }
        int columns = raster.grid.nx();
        int first = slice * columns * raster.grid.ny();
        int from = scene.solids().size() + 1;
        for (int at = 0; at < columns * raster.grid.ny(); at++) {
            Vec3 p = raster.grid.toPatient(at % columns, at / columns, slice);
            for (int n = from; n < solids.size(); n++) {
                if (solids.get(n).distance(p.x(), p.y(), p.z()) <= 0) {
                    rods[first + at] = (byte) (n - from + 1);
                }
            }
        }
    }
}
