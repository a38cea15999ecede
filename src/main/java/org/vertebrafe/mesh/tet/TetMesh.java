package org.vertebrafe.mesh.tet;

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
        return new TriangleSurface(
                mesh.coordinates(),
                Facets.triangles(mesh.connectivity(), mesh.type().nodes(), boundary));
    }
}
