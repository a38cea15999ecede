package org.vertebrafe.mesh.tet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.segmentation.Tissue;

/**
 * A mesh of tetrahedra and what is known about it. A value: the arrays are to be read only.
 *
 * @param mesh nodes and elements, with the nodes of each facet set as node set of the same name
 * @param tissues {@link Tissue#code()} of each element; empty if the solid came without tissues
 * @param boundary the facets on the surface, rising: four times the element plus the face, 0..3 for the faces S1..S4 of
 *     Abaqus and CalculiX
 * @param facetSets named sets of boundary facets, rising
 * @param topology of the boundary
 * @param quality of the elements
 * @param report where the mesh comes from
 */
public record TetMesh(
        Mesh mesh,
        byte[] tissues,
        int[] boundary,
        Map<String, int[]> facetSets,
        SurfaceTopology topology,
        QualityReport quality,
        TetReport report) {

    public TetMesh {
        facetSets = java.util.Collections.unmodifiableMap(new TreeMap<>(facetSets));
    }

    /** The boundary as triangles between the elements' corners. */
    public TriangleSurface surface() {
        return surface(boundary);
    }

    /** The facets that some of the elements have in common with no other of them, rising: what is seen when only they are left. */
    public int[] facetsAround(BitSet elements) {
        int per = mesh.type().nodes();
        int[] kept = elements.stream().toArray();
        int[] corners = new int[4 * kept.length];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = mesh.connectivity()[per * kept[i / 4] + i % 4];
        }
        boolean[] any = new boolean[mesh.nodes()];
        Arrays.fill(any, true);
        int[] facets = Facets.boundary(new Tets(mesh.coordinates(), corners, any, new byte[0]));
        for (int f = 0; f < facets.length; f++) {
            facets[f] = 4 * kept[facets[f] / 4] + facets[f] % 4;
        }
        return facets;
    }

    /** Facets as triangles between the elements' corners, in the same order. */
    public TriangleSurface surface(int[] facets) {
        return new TriangleSurface(
                mesh.coordinates(),
                Facets.triangles(mesh.connectivity(), mesh.type().nodes(), facets));
    }
}
