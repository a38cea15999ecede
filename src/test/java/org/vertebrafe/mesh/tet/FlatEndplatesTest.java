package org.vertebrafe.mesh.tet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.mesh.VoxelMesher.Loading;
import org.vertebrafe.segmentation.LabelRoles;
import org.vertebrafe.segmentation.Plane;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;

/** Endplates of a real vertebra made plane. */
class FlatEndplatesTest {

    private static final double DEPTH = 1.5;

    private static TissueMap tissues() throws IOException {
        var labels = Nifti.readLabels(Path.of("../shared/data/verse004-L2/labels.nii.gz"))
                .image();
        return TissueMap.of(labels, LabelRoles.preset("spinefe-benchmark", "", labels));
    }

    private static TetMesh mesh(TissueMap tissues, double depth, Loading loading) {
        return TetMesher.vertebra(
                tissues,
                VertebralFrame.of(tissues),
                loading,
                new TetSettings(3, ElementType.TET10, 1, depth),
                TaskExecutors.singleThreaded(),
                Progress.NONE);
    }

    /** Share of a set's nodes that lie within a distance of a plane, mm. */
    private static double share(TetMesh mesh, String set, Plane plane, double within) {
        int[] nodes = mesh.mesh().nodeSet(set);
        int near = 0;
        for (int node : nodes) {
            near += Math.abs(plane.distance(mesh.mesh().node(node))) < within ? 1 : 0;
        }
        return near / (double) nodes.length;
    }

    @Test
    void whatIsNearThePlaneLiesInItAndTheVolumeIsAccountedFor() throws IOException {
        TissueMap tissues = tissues();
        VertebralFrame frame = VertebralFrame.of(tissues);
        TetMesh plain = mesh(tissues, 0, Loading.ENDPLATES);
        TetMesh flat = mesh(tissues, DEPTH, Loading.ENDPLATES);
        Solids.requireSound(flat, plain.topology().eulerNumber());
        for (String set : new String[] {VoxelMesh.SUPERIOR, VoxelMesh.INFERIOR}) {
            Plane plane = set.equals(VoxelMesh.SUPERIOR) ? frame.superiorEndplate() : frame.inferiorEndplate();
            assertThat(share(plain, set, plane, 0.01)).isLessThan(0.1);
            assertThat(share(plain, set, plane, DEPTH)).isGreaterThan(0.9);
            assertThat(share(flat, set, plane, 1e-6)).isGreaterThan(0.85);
        }
        assertThat(plain.report().flattening()).isZero();
        assertThat(flat.quality().volume() - plain.quality().volume())
                .isCloseTo(flat.report().flattening(), within(0.002 * 53746));
        // Half a percent of the vertebra: hollows and rims about cancel.
        assertThat(flat.report().flattening()).isBetween(-270.0, 270.0);
    }

    @Test
    void capsAndDepthsBeyondAnEndplateAreRefused() throws IOException {
        TissueMap tissues = tissues();
        assertThatThrownBy(() -> mesh(tissues, DEPTH, Loading.CAPS))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("under caps");
        assertThatThrownBy(() -> new TetSettings(2, ElementType.TET10, 1, 9))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must be 0 (not at all) to 5 mm");
    }
}
