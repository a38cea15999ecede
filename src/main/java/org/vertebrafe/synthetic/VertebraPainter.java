package org.vertebrafe.synthetic;

import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.LinearCalibration;

/** Lays one vertebra over layers of a scene. */
final class VertebraPainter {

    /** Longest distance that is skipped at once, mm: far from the bone the distances are only estimates. */
    private static final double MAX_SKIP = 6;

    private static final double MARGIN = 5;

    /** Trabecular density times volume, and volume, in sampled points. */
    static final class Sum {
        double density;
        double points;

        /** Whether this layer is one of the image's own. */
        boolean counts;
    }

    private final SyntheticVertebra vertebra;
    private final VertebraGeometry geometry;
    private final BoneMaterial material;
    private final LinearCalibration line;
    private final Raster raster;
    private final Vec3 middle;
    private final Vec3 half;

    VertebraPainter(SyntheticVertebra vertebra, LinearCalibration line, Raster raster) {
        this.vertebra = vertebra;
        this.line = line;
        this.raster = raster;
        geometry = new VertebraGeometry(vertebra);
        material = new BoneMaterial(vertebra);
        BodyShape body = vertebra.body();
        ArchShape arch = vertebra.arch();
        double front = body.depth() / 2 + MARGIN;
        double tail = body.depth() / 2 + arch.canalDepth() + arch.spinousLength() + MARGIN;
        double wide = Math.max(arch.transverseSpan(), body.width()) / 2 + MARGIN;
        double high = Math.max(arch.articularHeight(), body.height()) / 2 + MARGIN;
        middle = new Vec3(0, (tail - front) / 2, 0);
        half = new Vec3(wide, (tail + front) / 2, high);
    }

    /** One row of points in the vertebra's own axes, and which part of it lies in the box around the vertebra. */
    private final class Row {
        final Vec3 start;
        final Vec3 step;
        final int from;
        final int to;

        Row(Vec3 patientStart, Vec3 patientStep, int points) {
            start = vertebra.pose().toLocal(patientStart);
            step = vertebra.pose().toLocal(patientStart.plus(patientStep)).minus(start);
            double first = 0;
            double last = points - 1.0;
            for (int axis = 0; axis < 3; axis++) {
                double off = start.get(axis) - middle.get(axis);
                double slope = step.get(axis);
                if (Math.abs(slope) > 1e-9) {
                    double one = (-half.get(axis) - off) / slope;
                    double two = (half.get(axis) - off) / slope;
                    first = Math.max(first, Math.min(one, two));
                    last = Math.min(last, Math.max(one, two));
                } else if (Math.abs(off) > half.get(axis)) {
                    last = -1;
                }
            }
            from = (int) Math.ceil(first);
            to = last < first ? from : (int) Math.floor(last) + 1;
        }

        int skip(double outer) {
            return 1 + (int) (Math.min(outer / VertebraSampler.STEEPNESS, MAX_SKIP) / step.norm());
        }
    }

    void paint(double slice, float[] image, Sum sum) {
        int nx = raster.x.fineSize();
        int firstX = raster.x.finePoint(0);
        int lastX = raster.x.finePoint(raster.grid.nx() - 1);
        int firstY = raster.y.finePoint(0);
        int lastY = raster.y.finePoint(raster.grid.ny() - 1);
        double edge = raster.cell / 2;
        double[] d = new double[VertebraGeometry.COUNT];
        Vec3 corner = raster.position(0, 0, slice);
        Vec3 step = raster.position(1, 0, slice).minus(corner);
        for (int b = 0; b < raster.y.fineSize(); b++) {
            Row row = new Row(raster.position(0, b, slice), step, nx);
            boolean countedRow = sum.counts && b >= firstY && b <= lastY;
            int a = row.from;
            while (a < row.to) {
                double x = row.start.x() + a * row.step.x();
                double y = row.start.y() + a * row.step.y();
                double z = row.start.z() + a * row.step.z();
                geometry.distances(x, y, z, d);
                double outer = d[VertebraGeometry.OUTER];
                if (outer > edge) {
                    a += row.skip(outer - edge);
                    continue;
                }
                double depth = -Math.max(d[VertebraGeometry.CORE], d[VertebraGeometry.BODY]) - edge;
                if (depth > 0) {
                    int end = Math.min(a + row.skip(depth), row.to);
                    for (; a < end; a++) {
                        double here = trabecularBody(row, a);
                        image[a + nx * b] = (float) line.invert(here);
                        if (countedRow && a >= firstX && a <= lastX) {
                            sum.density += here;
                            sum.points++;
                        }
                    }
                    continue;
                }
                double inBone = covered(outer);
                double inCore = Math.min(covered(d[VertebraGeometry.CORE]), inBone);
                double density = (inBone - inCore) * material.cortical();
                if (inCore > 0) {
                    double here = material.trabecular(x, y, z, d[VertebraGeometry.BODY]);
                    density += inCore * here;
                    if (countedRow && a >= firstX && a <= lastX && d[VertebraGeometry.BODY] <= 0) {
                        sum.density += inCore * here;
                        sum.points += inCore;
                    }
                }
                int at = a + nx * b;
                if (inBone > 0) {
                    image[at] += (float) (inBone * (line.invert(density / inBone) - image[at]));
                }
                a++;
            }
        }
    }

    private double trabecularBody(Row row, int a) {
        return material.trabecular(
                row.start.x() + a * row.step.x(),
                row.start.y() + a * row.step.y(),
                row.start.z() + a * row.step.z(),
                -1);
    }

    private double covered(double distance) {
        return Math.min(Math.max(0.5 - distance / raster.cell, 0), 1);
    }

    /** Tissues of one slice at the voxels' centres. */
    void label(int slice, byte owner, byte[] tissues, byte[] owners) {
        int nx = raster.grid.nx();
        double[] d = new double[VertebraGeometry.COUNT];
        Vec3 step = raster.grid.xAxis().times(raster.grid.spacing().x());
        for (int j = 0; j < raster.grid.ny(); j++) {
            Row row = new Row(raster.grid.toPatient(0, j, slice), step, nx);
            int i = row.from;
            while (i < row.to) {
                geometry.distances(
                        row.start.x() + i * row.step.x(),
                        row.start.y() + i * row.step.y(),
                        row.start.z() + i * row.step.z(),
                        d);
                int label = BoneLabeller.tissue(d);
                if (label != 0) {
                    int at = raster.grid.index(i, j, slice);
                    tissues[at] = (byte) label;
                    owners[at] = owner;
                    i++;
                } else {
                    i += row.skip(d[VertebraGeometry.OUTER]);
                }
            }
        }
    }
}
