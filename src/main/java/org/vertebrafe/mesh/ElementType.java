package org.vertebrafe.mesh;

/** The kinds of elements, with the node order of Abaqus, CalculiX and VTK. */
public enum ElementType {

    /** Trilinear brick, 8 nodes: bottom face counter-clockwise, then top face (C3D8). */
    HEX8("C3D8", 8, 12),

    /** Linear tetrahedron, 4 nodes: the first three counter-clockwise seen from the fourth (C3D4). */
    TET4("C3D4", 4, 10),

    /** Quadratic tetrahedron, 10 nodes: corners as of {@link #TET4}, then the middles of edges 12, 23, 31, 14, 24, 34 (C3D10). */
    TET10("C3D10", 10, 24);

    private final String abaqusName;
    private final int nodes;
    private final int vtkType;

    ElementType(String abaqusName, int nodes, int vtkType) {
        this.abaqusName = abaqusName;
        this.nodes = nodes;
        this.vtkType = vtkType;
    }

    /** The name in Abaqus and CalculiX input files. */
    public String abaqusName() {
        return abaqusName;
    }

    /** Nodes of one element. */
    public int nodes() {
        return nodes;
    }

    /** The VTK cell type number. */
    public int vtkType() {
        return vtkType;
    }
}
