package org.vertebrafe.mesh.tet;

/**
 * How a tetrahedral mesh came about.
 *
 * @param solidVolume volume of the solid as given: of its voxels, or inside its surface, mm3
 * @param flattening what making the endplates plane added to it, or took if negative, mm3
 * @param cell edge of the lattice's cells, mm
 * @param componentsRemoved parts of the solid that do not touch the largest one and were left out
 * @param cavitiesFilled enclosed cavities smaller than an element that were filled
 * @param cavityVolume what they enclosed after smoothing, mm3
 * @param partsRemoved parts of the mesh that were left out because what joins them to the rest is thinner than an element
 * @param restrained lattice vertices that were not moved onto the surface, to keep the solid's topology
 * @param partBorder the border between bone and caps; null if there is none
 * @param curved mid-side nodes on the surface; 0 for linear elements
 * @param straightened those of them nearer to the middle of their edge, to keep the Jacobian positive
 */
public record TetReport(
        double solidVolume,
        double flattening,
        double cell,
        int componentsRemoved,
        int cavitiesFilled,
        double cavityVolume,
        int partsRemoved,
        int restrained,
        PartBorder partBorder,
        int curved,
        int straightened) {

    /**
     * How well the faces between elements of bone and of caps follow the smooth surface of the bone.
     *
     * @param nodes corner nodes between the two
     * @param astray those of them more than 0.05 cells away from it: at the rim, where the solid's surface cuts elements
     * @param meanDistance of all of them, mm
     * @param greatestDistance of one of them, mm
     */
    public record PartBorder(int nodes, int astray, double meanDistance, double greatestDistance) {}

    TetReport withComponentsRemoved(int components) {
        return new TetReport(
                solidVolume,
                flattening,
                cell,
                components,
                cavitiesFilled,
                cavityVolume,
                partsRemoved,
                restrained,
                partBorder,
                curved,
                straightened);
    }

    /** Volume that the mesh is to have, but for cavities: that of the solid as it was shaped, mm3. */
    double wantedVolume() {
        return solidVolume + flattening;
    }

    TetReport withBorder(PartBorder border) {
        return new TetReport(
                solidVolume,
                flattening,
                cell,
                componentsRemoved,
                cavitiesFilled,
                cavityVolume,
                partsRemoved,
                restrained,
                border,
                curved,
                straightened);
    }

    TetReport withMidNodes(int bent, int held) {
        return new TetReport(
                solidVolume,
                flattening,
                cell,
                componentsRemoved,
                cavitiesFilled,
                cavityVolume,
                partsRemoved,
                restrained,
                partBorder,
                bent,
                held);
    }
}
