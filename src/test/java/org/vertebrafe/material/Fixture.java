package org.vertebrafe.material;

import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;

/** Rows of voxels and the settings of the study. */
final class Fixture {

    private Fixture() {}

    /** Settings with everything but law, measured kind and floor as by default. */
    static MaterialSettings settings(DensityKind measured, String law, double floor) {
        return new MaterialSettings(
                measured, DensityModulusLaw.ofId(law), DensityConversion.ofId("k2hpo4-as-ash"), 0.3, floor, 2500, 0.3);
    }

    /** A row of voxels of 1 mm: what each is (null: nothing) and its density in mg/cm3. */
    static VoxelSolid row(Tissue[] tissues, double... milligrams) {
        VoxelGrid grid = VoxelGrid.aligned(tissues.length, 1, 1, 1, 1, 1);
        byte[] codes = new byte[tissues.length];
        float[] density = new float[tissues.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = tissues[i] == null ? 0 : tissues[i].code();
            density[i] = (float) (milligrams[i] / 1000);
        }
        return new VoxelSolid(new TissueMap(grid, codes), new Volume(grid, density));
    }
}
