package org.vertebrafe.mesh.tet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Components;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.VoxelMesher.Loading;
import org.vertebrafe.segmentation.LabelRoles;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;

/** Benchmark: seconds that each stage of meshing a real vertebra takes, in the last of several runs. Run by hand. */
public final class MeshStages {

    private long lap;
    private final boolean told;

    private MeshStages(boolean told) {
        this.told = told;
    }

    private void lap(String stage) {
        long now = System.nanoTime();
        if (told) {
            System.out.printf("  %-28s %6.3f s%n", stage, (now - lap) * 1e-9);
        }
        lap = System.nanoTime();
    }

    /** Arguments: edge in mm, number of runs. */
    public static void main(String[] arguments) throws IOException {
        double edge = Double.parseDouble(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        var labels = Nifti.readLabels(Path.of("../shared/data/verse004-L2/labels.nii.gz"))
                .image();
        TissueMap tissues = TissueMap.of(labels, LabelRoles.preset("spinefe-benchmark", "", labels));
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int run = 1; run <= runs; run++) {
                new MeshStages(run == runs).run(tissues, edge, threads);
            }
        }
    }

    private void run(TissueMap tissues, double edge, TaskExecutor threads) {
        VertebralFrame frame = VertebralFrame.of(tissues);
        lap = System.nanoTime();
        for (Loading loading : Loading.values()) {
            VertebralFrame along = loading == Loading.CAPS ? frame.along(new Vec3(0, 0, 1)) : frame;
            for (int growth : new int[] {1, 2}) {
                TetSettings settings = new TetSettings(edge, ElementType.TET10, growth);
                TetMesh mesh = TetMesher.vertebra(tissues, along, loading, settings, threads, Progress.NONE);
                lap("whole, " + loading + ", growth " + growth);
                if (told) {
                    System.out.printf(
                            "    %,d elements of %.2f mm%n", mesh.mesh().elements(), edge);
                }
            }
        }
        stages(tissues, frame, edge, threads);
    }

    /** The stages of one attempt, for the bone alone. */
    private void stages(TissueMap tissues, VertebralFrame frame, double edge, TaskExecutor threads) {
        BitSet mask = new BitSet();
        for (int at = 0; at < tissues.codes().length; at++) {
            Tissue tissue = tissues.get(at);
            mask.set(at, tissue != null && tissue.isBone());
        }
        lap = System.nanoTime();
        Components.Largest part = Components.largest(tissues.grid(), mask);
        lap("largest component");
        TriangleSurface smooth = SurfaceSmoothing.smooth(tissues.grid(), part.mask(), threads);
        lap("smooth surface");
        double cell = edge / 0.905;
        TriangleSurface surface =
                Shells.withoutSmallCavities(smooth, cell * cell * cell).surface();
        Vec3[] axes = {frame.left(), frame.anterior().times(-1), frame.superior()};
        Lattice lattice = Lattice.around(surface, frame.bodyCentre(), axes, new double[] {cell, cell, cell});
        double[] local = lattice.toLocal(surface.coordinates());
        SurfaceIndex index = new SurfaceIndex(local, surface.triangles());
        lap("surface index");
        boolean[] inside = Winding.inside(lattice, local, surface.triangles());
        lap("inside or outside");
        CutLattice cuts = CutLattice.fit(lattice, inside, index, threads);
        lap("cuts and moves");
        Tets tets = Stuffing.fill(cuts, null, 0, threads);
        lap("filling");
        tets = tets.largestPart(new int[1]);
        int[] boundary = Facets.boundary(tets);
        lap("largest part, boundary");
        Improvement.improve(tets, new NodePlaces(tets, index, null));
        lap("improvement");
        QuadraticNodes quadratic = QuadraticNodes.of(tets, boundary, new BitSet(), index, threads);
        lap("quadratic nodes");
        Mesh mesh = new Mesh(ElementType.TET10, lattice.toPatient(quadratic.xyz()), quadratic.connectivity(), Map.of());
        QualityReport.of(mesh, threads);
        lap("quality");
    }
}
