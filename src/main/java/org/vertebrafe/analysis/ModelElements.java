package org.vertebrafe.analysis;

import java.util.BitSet;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.segmentation.Tissue;

/**
 * The elements of a vertebra's model and what each is made of. A value: arrays are to be read only.
 *
 * @param origin the mesh and where it comes from
 * @param tissues {@link Tissue#code()} of each element
 * @param density of each element's bone, g/cm3; NaN for caps, whose density the image does not tell
 * @param modulus Young's modulus of each element, MPa
 * @param pointModulus at each integration point where it varies inside the elements, MPa; else empty
 * @param floored elements whose density is too low for the law and that have the floor's modulus
 * @param extrapolated elements whose density lies outside the range the law was fitted to
 * @param assignment how the moduli were made, for provenance
 */
record ModelElements(
        MeshOrigin origin,
        byte[] tissues,
        float[] density,
        float[] modulus,
        float[] pointModulus,
        BitSet floored,
        BitSet extrapolated,
        String assignment) {

    Mesh mesh() {
        return origin.mesh();
    }

    Tissue tissue(int element) {
        return Tissue.ofCode(tissues[element]);
    }
}
