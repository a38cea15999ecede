package org.vertebrafe.mesh;

/** The kinds of elements, with the node order of Abaqus, CalculiX and VTK. */
public enum ElementType {

    /** Trilinear brick, 8 nodes: bottom face counter-clockwise, then top face (C3D8). */
    HEX8("C3D8", 8, 12);

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
