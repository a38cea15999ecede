package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.ElementGeometry;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.field.TetLocator;
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

/**
 * Tetrahedra in a specimen's smoothed surface, onto which the image's density is brought.
 *
 * @param specimen what was meshed
 * @param settings with which
 * @param solid the voxels, with the caps that were added
 * @param tets the elements
 */
record TetElements(Specimen specimen, TetSettings settings, VoxelSolid solid, TetMesh tets) implements ElementDraft {

    /** Meshes a specimen. */
    static TetElements of(Specimen specimen, AnalysisConfig config, TaskExecutor threads, Progress progress) {
        VoxelSolid solid = specimen.solid();
        if (specimen.addedCaps()) {
            solid = EndCaps.add(solid, specimen.frame(), config.capThickness());
        }
        TetSettings settings = settings(config);
        return new TetElements(
                specimen,
                settings,
                solid,
                TetMesher.vertebra(solid.tissues(), specimen.frame(), specimen.loading(), settings, threads, progress));
    }

    /** What a configuration says about the mesh: the one place where the mesher's settings come from. */
    static TetSettings settings(AnalysisConfig config) {
        double edge = config.elementSize() > 0 ? config.elementSize() : TetSettings.DEFAULT_EDGE;
        int growth = config.grading().equals("none") ? 1 : Integer.parseInt(config.grading());
        ElementType type = config.mesh().equals("tet4") ? ElementType.TET4 : ElementType.TET10;
        return new TetSettings(edge, type, growth, config.flatten());
    }

    @Override
    public Mesh mesh() {
        return tets.mesh();
    }

    @Override
    public ElementMap locate(VoxelGrid grid, TaskExecutor threads) {
        return TetLocator.locate(tets.mesh(), grid, threads);
    }

    /** Densities have no part in the shape of tetrahedra. */
    @Override
    public Optional<ElementDraft> in(Specimen other, AnalysisConfig config) {
        return settings.equals(settings(config)) && specimen.hasShapeOf(other)
                ? Optional.of(new TetElements(other, settings, other.solid(), tets))
                : Optional.empty();
    }

    @Override
    public Filled fill(AnalysisConfig config, MaterialSettings material, TaskExecutor threads, Progress progress) {
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
        TetModuli moduli = moduli(config, material, roomy, density, means.volume(), threads, progress);
        return new Filled(
                this,
                new ModelElements(
                        new MeshOrigin.Tetrahedra(tets, uncovered.cardinality(), threads),
                        tets.tissues(),
                        moduli.density(),
                        moduli.modulus(),
                        moduli.points(),
                        moduli.floored(),
                        moduli.extrapolated(),
                        moduli.description()));
    }

    private TetModuli moduli(
            AnalysisConfig config,
            MaterialSettings material,
            VoxelSolid roomy,
            float[] density,
            double[] volume,
            TaskExecutor threads,
            Progress progress) {
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
                    PointDensity.sampled(roomy.density(), roomy.bone(), mesh, density, points, threads, progress),
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

    @Override
    public List<String> warnings() {
        TetReport report = tets.report();
        List<String> warnings = new ArrayList<>();
        if (report.componentsRemoved() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%d loose parts of the label map do not touch the model by a face and were left out.",
                    report.componentsRemoved()));
        }
        if (report.partsRemoved() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%d parts of the mesh were left out because what joins them to the rest is thinner than an"
                            + " element.",
                    report.partsRemoved()));
        }
        if (report.flattening() != 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The endplates were made plane as asked: volume %+.0f mm3 of %.0f mm3.",
                    report.flattening(),
                    report.solidVolume()));
        }
        if (report.cavitiesFilled() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%d enclosed cavities of the label map smaller than an element (%.3g mm3) were filled.",
                    report.cavitiesFilled(),
                    report.cavityVolume()));
        }
        return List.copyOf(warnings);
    }
}
