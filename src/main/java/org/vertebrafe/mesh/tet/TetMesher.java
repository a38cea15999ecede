package org.vertebrafe.mesh.tet;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Components;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.mesh.VoxelMesher.Loading;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * Fills solids with tetrahedra: the smooth surface of a label mask, or a surface as given, is filled with the cells of a
 * body-centred cubic lattice whose vertices are moved onto it (isosurface stuffing, Labelle and Shewchuk 2007,
 * doi:10.1145/1276377.1276448), which keeps all dihedral angles well away from 0 and 180 degrees whatever the solid's shape.
 */
public final class TetMesher {

    private static final Vec3[] PATIENT_AXES = {new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1)};

    private TetMesher() {}

    /**
     * Meshes a vertebra, with the facets and nodes it is loaded through as sets {@link VoxelMesh#SUPERIOR} and
     * {@link VoxelMesh#INFERIOR}. The lattice lies in the vertebra's frame, so that the mesh does not depend on how the
     * image's array lies in the patient.
     *
     * <p>Loaded through its endplates, a vertebra is meshed without caps. Loaded through caps, these are meshed with it: one
     * solid whose elements are of bone or of PMMA, none of both. The faces between the two lie on the smooth surface of the
     * bone; at its rim, where elements are cut by the solid's surface too, as near to it as their shape bears. The outer
     * faces of the caps become planes normal to the loading axis; their rims are rounded.
     *
     * <p>Endplates are concave, and stay so, unless the settings ask for plane ones; what that adds or takes is reported.
     *
     * @param tissues the vertebra, with caps if it is loaded through them
     * @param frame its frame; {@code superior()} is the loading axis
     * @param loading which surfaces become the sets
     * @param settings what tetrahedra are wanted
     * @param threads the caller's threads
     * @param progress told how far the work is; asked whether to stop
     * @throws InputException if nothing is left to mesh, or a loaded surface has no facets
     */
    public static TetMesh vertebra(
            TissueMap tissues,
            VertebralFrame frame,
            Loading loading,
            TetSettings settings,
            TaskExecutor threads,
            Progress progress) {
        if (settings.flatDepth() > 0 && loading == Loading.CAPS) {
            throw InputException.of(
                    "Endplates cannot be made plane (depth %.2f mm) under caps: load the endplates, or leave them as"
                            + " they are; the outer faces of caps are plane.",
                    settings.flatDepth());
        }
        TissueMap solid = loading == Loading.CAPS ? tissues : tissues.only(Tissue::isBone);
        BitSet mask = new BitSet(solid.grid().voxels());
        for (int at = 0; at < solid.codes().length; at++) {
            mask.set(at, solid.codes()[at] != 0);
        }
        Vec3[] axes = {frame.left(), frame.anterior().times(-1), frame.superior()};
        TetBuild build = solid(solid, frame, solid.grid(), mask, axes, settings, threads, progress);
        byte[] codes =
                ElementTissues.of(build.lattice().toPatient(build.linear().xyz()), build.linear(), solid, threads);
        TriangleSurface surface = build.boundarySurface();
        FacetGroups groups = new FacetGroups(surface);
        Map<String, int[]> sets = new HashMap<>();
        for (boolean superior : new boolean[] {true, false}) {
            int[] facets;
            if (loading == Loading.CAPS) {
                Tissue cap = superior ? Tissue.SUPERIOR_CAP : Tissue.INFERIOR_CAP;
                Vec3 axis = superior ? frame.superior() : frame.superior().times(-1);
                facets = CapFaces.flatten(
                        build, groups, axis, f -> codes[build.boundary()[f] / 4] == cap.code(), cap.id());
            } else {
                facets = new EndplateFacets(surface, groups)
                        .of(frame, superior, f -> Tissue.ofCode(codes[build.boundary()[f] / 4])
                                .isBody());
            }
            for (int i = 0; i < facets.length; i++) {
                facets[i] = build.boundary()[facets[i]];
            }
            sets.put(superior ? VoxelMesh.SUPERIOR : VoxelMesh.INFERIOR, facets);
        }
        return finish(build, codes, sets, loading == Loading.CAPS, settings, threads);
    }

    /**
     * Meshes the largest face-connected part of a mask, with the lattice along the patient's axes.
     *
     * @param grid where the voxels are
     * @param mask voxels of the solid, by array position
     * @param settings what tetrahedra are wanted
     * @param threads the caller's threads
     * @param progress told how far the work is; asked whether to stop
     */
    public static TetMesh mask(
            VoxelGrid grid, BitSet mask, TetSettings settings, TaskExecutor threads, Progress progress) {
        return mask(grid, mask, null, settings, threads, progress);
    }

    /**
     * Meshes a mask as {@link #mask(VoxelGrid, BitSet, TetSettings, TaskExecutor, Progress)} does, with the lattice along an
     * axis and the facets at its two ends as sets.
     *
     * @param ends which facets; null for no sets
     */
    public static TetMesh mask(
            VoxelGrid grid,
            BitSet mask,
            EndFacets ends,
            TetSettings settings,
            TaskExecutor threads,
            Progress progress) {
        TetBuild build = solid(null, null, grid, mask, axes(ends), settings, threads, progress);
        return finish(build, new byte[0], sets(ends, build), false, settings, threads);
    }

    private static Vec3[] axes(EndFacets ends) {
        return ends == null ? PATIENT_AXES : ends.latticeAxes();
    }

    private static Map<String, int[]> sets(EndFacets ends, TetBuild build) {
        return ends == null ? Map.of() : ends.of(build.boundarySurface(), build.boundary());
    }

    /** Meshes the largest face-connected part of all tissues, bone and caps, with the lattice along the patient's axes. */
    static TetMesh tissues(TissueMap tissues, TetSettings settings, TaskExecutor threads, Progress progress) {
        BitSet mask = new BitSet(tissues.grid().voxels());
        for (int at = 0; at < tissues.codes().length; at++) {
            mask.set(at, tissues.codes()[at] != 0);
        }
        TetBuild build = solid(tissues, null, tissues.grid(), mask, PATIENT_AXES, settings, threads, progress);
        byte[] codes =
                ElementTissues.of(build.lattice().toPatient(build.linear().xyz()), build.linear(), tissues, threads);
        return finish(build, codes, Map.of(), false, settings, threads);
    }

    /**
     * Meshes the inside of a closed surface, with the lattice along the patient's axes. Edges sharper than the elements are
     * rounded.
     *
     * @param surface closed, triangles counter-clockwise seen from outside
     * @param settings what tetrahedra are wanted
     * @param threads the caller's threads
     * @param progress told how far the work is; asked whether to stop
     * @throws InputException if the surface is open, crowded, inside out or encloses nothing
     */
    public static TetMesh surface(
            TriangleSurface surface, TetSettings settings, TaskExecutor threads, Progress progress) {
        return surface(surface, null, settings, threads, progress);
    }

    /**
     * Meshes a surface as {@link #surface(TriangleSurface, TetSettings, TaskExecutor, Progress)} does, with the lattice along
     * an axis and the facets at its two ends as sets.
     *
     * @param ends which facets; null for no sets
     */
    public static TetMesh surface(
            TriangleSurface surface, EndFacets ends, TetSettings settings, TaskExecutor threads, Progress progress) {
        SurfaceTopology topology = surface.topology();
        if (!topology.closed()) {
            throw InputException.of(
                    "The surface is not closed: %d edges with one triangle, %d with more than two, %d between"
                            + " triangles of opposite orientation. Repair it (fill holes, remove inner faces) before"
                            + " meshing.",
                    topology.openEdges(), topology.crowdedEdges(), topology.misorientedEdges());
        }
        double volume = surface.volume();
        if (!(volume > 0)) {
            throw InputException.of(
                    "The surface encloses %.4g mm3: its triangles must be counter-clockwise seen from outside; invert"
                            + " the orientation.",
                    volume);
        }
        TetBuild build =
                TetBuild.run(surface, volume, 0, null, surface.centre(), axes(ends), settings, threads, progress);
        return finish(build, new byte[0], sets(ends, build), false, settings, threads);
    }

    /** Meshes the largest part of a mask; tissues and frame are null where they are not known. */
    private static TetBuild solid(
            TissueMap tissues,
            VertebralFrame frame,
            VoxelGrid grid,
            BitSet mask,
            Vec3[] axes,
            TetSettings settings,
            TaskExecutor threads,
            Progress progress) {
        Components.Largest part = Components.largest(grid, mask);
        if (part.voxels() == 0) {
            throw new InputException("The model has no elements: no labelled voxel is left.");
        }
        progress.report("Smoothing surface", Double.NaN);
        TriangleSurface surface = SurfaceSmoothing.smooth(grid, part.mask(), threads);
        Parts parts = tissues == null ? null : Parts.of(tissues, part.mask(), threads);
        double flattening = 0;
        if (frame != null && settings.flatDepth() > 0) {
            double before = surface.volume();
            surface = FlatEndplates.flatten(surface, tissues, frame, settings.flatDepth(), threads);
            flattening = surface.volume() - before;
        }
        progress.checkCancelled();
        double volume = part.voxels() * grid.voxelVolume();
        Vec3 anchor = frame == null ? surface.centre() : frame.bodyCentre();
        TetBuild build = TetBuild.run(surface, volume, flattening, parts, anchor, axes, settings, threads, progress);
        return build.with(build.counts().withComponentsRemoved(part.count() - 1));
    }

    private static TetMesh finish(
            TetBuild build,
            byte[] tissues,
            Map<String, int[]> facetSets,
            boolean flat,
            TetSettings settings,
            TaskExecutor threads) {
        Tets linear = build.linear();
        double[] xyz = linear.xyz();
        int[] connectivity = linear.tets();
        int curved = 0;
        int straightened = 0;
        if (settings.type() == ElementType.TET10) {
            BitSet plane = new BitSet();
            if (flat) {
                for (int[] set : facetSets.values()) {
                    for (int node : Facets.triangles(connectivity, 4, set)) {
                        plane.set(node);
                    }
                }
            }
            QuadraticNodes quadratic = QuadraticNodes.of(linear, build.boundary(), plane, build.index(), threads);
            xyz = quadratic.xyz();
            connectivity = quadratic.connectivity();
            curved = quadratic.curved();
            straightened = quadratic.restrained();
        }
        Map<String, int[]> nodeSets = new HashMap<>();
        for (Map.Entry<String, int[]> set : facetSets.entrySet()) {
            nodeSets.put(set.getKey(), nodesOf(set.getValue(), connectivity, settings.type()));
        }
        Mesh mesh = new Mesh(settings.type(), build.lattice().toPatient(xyz), connectivity, nodeSets);
        return new TetMesh(
                mesh,
                tissues,
                build.boundary(),
                facetSets,
                SurfaceTopology.of(linear.nodes(), Facets.triangles(linear.tets(), 4, build.boundary())),
                QualityReport.of(mesh, threads),
                build.counts().withMidNodes(curved, straightened));
    }

    /** All nodes of facets, mid-side ones included, rising. */
    private static int[] nodesOf(int[] facets, int[] connectivity, ElementType type) {
        BitSet nodes = new BitSet();
        for (int facet : facets) {
            int[] corners = Facets.CORNERS[facet % 4];
            int start = facet / 4 * type.nodes();
            for (int corner : corners) {
                nodes.set(connectivity[start + corner]);
            }
            for (int m = 0; type == ElementType.TET10 && m < 6; m++) {
                int opposite = facet % 4 == 0 ? 3 : facet % 4 == 1 ? 2 : facet % 4 == 2 ? 0 : 1;
                if (Edges.ENDS[m][0] != opposite && Edges.ENDS[m][1] != opposite) {
                    nodes.set(connectivity[start + 4 + m]);
                }
            }
        }
        return nodes.stream().toArray();
    }
}
