package org.vertebrafe.mesh.tet;

/**
 * How a tetrahedral mesh came about.
 *
 * @param solidVolume volume of the solid as given: of its voxels, or inside its surface, mm3
 * @param cell edge of the lattice's cells, mm
 * @param componentsRemoved parts of the solid that do not touch the largest one and were left out
 * @param cavitiesFilled enclosed cavities smaller than an element that were filled
 * @param cavityVolume what they enclosed after smoothing, mm3
 * @param partsRemoved parts of the mesh that were left out because what joins them to the rest is thinner than an element
 * @param restrained lattice vertices that were not moved onto the surface, to keep the solid's topology
 * @param curved mid-side nodes on the surface; 0 for linear elements
 * @param straightened those of them nearer to the middle of their edge, to keep the Jacobian positive
 */
public record TetReport(
        double solidVolume,
        double cell,
        int componentsRemoved,
        int cavitiesFilled,
        double cavityVolume,
        int partsRemoved,
        int restrained,
        int curved,
        int straightened) {}
