package org.vertebrafe.analysis;

import java.util.BitSet;
import java.util.Locale;
import java.util.function.Consumer;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.ElementGeometry;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.material.ElementDensity;
import org.vertebrafe.material.MaterialSettings;
import org.vertebrafe.material.PointDensity;
import org.vertebrafe.material.TetModuli;
import org.vertebrafe.material.UncoveredElements;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.EndCaps;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.mesh.tet.TetMesh;
import org.vertebrafe.mesh.tet.TetMesher;
import org.vertebrafe.mesh.tet.TetReport;
import org.vertebrafe.mesh.tet.TetSettings;
import org.vertebrafe.segmentation.Tissue;

/** Fills a specimen's smoothed surface with tetrahedra and brings the image's density onto them. */
final class TetElements {

    private final Specimen specimen;
    private final AnalysisConfig config;
    private final MaterialSettings material;
    private final TaskExecutor threads;
    private final Progress progress;

    TetElements(
            Specimen specimen,
            AnalysisConfig config,
            MaterialSettings material,
            TaskExecutor threads,
            Progress progress) {
        this.specimen = specimen;
        this.config = config;
        this.material = material;
        this.threads = threads;
        this.progress = progress;
    }

    /** What a configuration says about the mesh: the one place where the mesher's settings come from. */
    static TetSettings settings(AnalysisConfig config) {
        double edge = config.elementSize() > 0 ? config.elementSize() : TetSettings.DEFAULT_EDGE;
        int growth = config.grading().equals("none") ? 1 : Integer.parseInt(config.grading());
        ElementType type = config.mesh().equals("tet4") ? ElementType.TET4 : ElementType.TET10;
        return new TetSettings(edge, type, growth, config.flatten());
    }

    /** @param warnings told what the user should know */
    ModelElements build(Consumer<String> warnings) {
        VoxelSolid solid = specimen.solid();
        if (specimen.addedCaps()) {
            solid = EndCaps.add(solid, specimen.frame(), config.capThickness());
        }
        TetMesh tets = TetMesher.vertebra(
                solid.tissues(), specimen.frame(), specimen.loading(), settings(config), threads, progress);
        warn(tets.report(), warnings);
        VoxelSolid roomy = solid.cropped(reach(solid.grid(), tets.mesh()));
        BitSet bone = roomy.bone();
        ElementDensity means = ElementDensity.of(roomy.density(), bone, tets.mesh(), threads, progress);
        BitSet uncovered = new BitSet();
        float[] density = means.mean().clone();
        for (int e = 0; e < density.length; e++) {
            boolean cap = Tissue.ofCode(tets.tissues()[e]).isCap();
            uncovered.set(e, !cap && means.covered()[e] == 0);
            density[e] = cap || uncovered.get(e) ? Float.NaN : density[e];
        }
        UncoveredElements.fill(tets.mesh(), uncovered, density, means.volume());
        TetModuli moduli = moduli(roomy, bone, tets, density, means.volume());
        return new ModelElements(
                new MeshOrigin.Tetrahedra(tets, uncovered.cardinality(), threads),
                tets.tissues(),
                moduli.density(),
                moduli.modulus(),
                moduli.points(),
                moduli.floored(),
                moduli.extrapolated(),
                moduli.description());
    }

    private TetModuli moduli(VoxelSolid solid, BitSet bone, TetMesh tets, float[] density, double[] volume) {
        int bins = config.binning().equals("none") ? 0 : config.bins();
        Mesh mesh = tets.mesh();
        double[] points = ElementGeometry.barycentricPoints(mesh.type());
        return switch (config.densityMapping()) {
            case "node" -> TetModuli.ofPoints(
                    PointDensity.nodal(mesh, density, volume, points),
                    tets.tissues(),
                    material,
                    bins,
                    "moduli at integration points, from densities averaged at nodes");
            case "gauss" -> TetModuli.ofPoints(
                    PointDensity.sampled(solid.density(), bone, mesh, density, points, threads, progress),
                    tets.tissues(),
                    material,
                    bins,
                    "moduli at integration points, from the density there");
            default -> TetModuli.ofElements(density, tets.tissues(), material, bins);
        };
    }

    /** By how many voxels a mesh reaches out of a grid at most. */
    private static int reach(VoxelGrid grid, Mesh mesh) {
        double reach = 0;
        for (int n = 0; n < mesh.nodes(); n++) {
            Vec3 voxel = grid.toVoxel(mesh.node(n));
            for (int axis = 0; axis < 3; axis++) {
                reach = Math.max(reach, Math.max(-voxel.get(axis), voxel.get(axis) - grid.size(axis) + 1));
            }
        }
        return (int) Math.ceil(reach);
    }

    private static void warn(TetReport report, Consumer<String> warnings) {
        if (report.componentsRemoved() > 0) {
            warnings.accept(String.format(
                    Locale.ROOT,
                    "%d loose parts of the label map do not touch the model by a face and were left out.",
                    report.componentsRemoved()));
        }
        if (report.partsRemoved() > 0) {
            warnings.accept(String.format(
                    Locale.ROOT,
                    "%d parts of the mesh were left out because what joins them to the rest is thinner than an"
                            + " element.",
                    report.partsRemoved()));
        }
        if (report.flattening() != 0) {
            warnings.accept(String.format(
                    Locale.ROOT,
                    "The endplates were made plane as asked: volume %+.0f mm3 of %.0f mm3.",
                    report.flattening(),
                    report.solidVolume()));
        }
        if (report.cavitiesFilled() > 0) {
            warnings.accept(String.format(
                    Locale.ROOT,
                    "%d enclosed cavities of the label map smaller than an element (%.3g mm3) were filled.",
                    report.cavitiesFilled(),
                    report.cavityVolume()));
        }
    }
}
