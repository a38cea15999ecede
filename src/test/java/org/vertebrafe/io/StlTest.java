package org.vertebrafe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.tet.TetMesh;
import org.vertebrafe.mesh.tet.TetMesher;
import org.vertebrafe.mesh.tet.TetSettings;
import org.vertebrafe.mesh.tet.TriangleSurface;

class StlTest {

    /** A cube of 12 mm with its corner at (1, -2, 3). */
    private static final TriangleSurface CUBE = cube();

    @TempDir
    Path folder;

    private static TriangleSurface cube() {
        double[] xyz = new double[24];
        for (int corner = 0; corner < 8; corner++) {
            xyz[3 * corner] = 1 + 12 * (corner & 1);
            xyz[3 * corner + 1] = -2 + 12 * (corner >> 1 & 1);
            xyz[3 * corner + 2] = 3 + 12 * (corner >> 2);
        }
        return new TriangleSurface(xyz, new int[] {
            0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5
        });
    }

    @Test
    void writtenSurfaceReadsBackTheSame() throws IOException {
        Path file = folder.resolve("cube.stl");
        Stl.write(CUBE, file);
        assertThat(Files.size(file)).isEqualTo(84 + 12 * 50);
        TriangleSurface back = Stl.read(file);
        assertThat(back.vertices()).isEqualTo(8);
        assertThat(back.faces()).isEqualTo(12);
        assertThat(back.volume()).isCloseTo(1728, within(1e-9));
        assertThat(back.topology().manifold()).isTrue();
        assertThat(back.vertex(back.triangles()[1])).isEqualTo(CUBE.vertex(CUBE.triangles()[1]));
    }

    @Test
    void asciiIsReadWhateverItsSpacing() throws IOException {
        StringBuilder text = new StringBuilder("solid a cube\n");
        for (int t = 0; t < CUBE.triangles().length; t += 3) {
            text.append(" facet normal 0 0 0\n\touter loop\n");
            for (int c = 0; c < 3; c++) {
                var p = CUBE.vertex(CUBE.triangles()[t + c]);
                text.append("vertex  ")
                        .append(p.x())
                        .append(' ')
                        .append(p.y())
                        .append("e0 ")
                        .append(p.z())
                        .append('\n');
            }
            text.append("endloop endfacet\n");
        }
        Path file = folder.resolve("cube-text.stl");
        Files.writeString(file, text + "endsolid a cube\n");
        assertThat(Stl.read(file).volume()).isCloseTo(1728, within(1e-9));
        Files.writeString(file, text.substring(0, text.lastIndexOf("vertex")));
        assertThatThrownBy(() -> Stl.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cut short");
    }

    @Test
    void surfaceFromFileIsMeshed() throws IOException {
        Path file = folder.resolve("cube.stl");
        Stl.write(CUBE, file);
        TetMesh mesh = TetMesher.surface(
                Stl.read(file), new TetSettings(1.5, ElementType.TET10), TaskExecutors.singleThreaded(), Progress.NONE);
        assertThat(mesh.topology().manifold()).isTrue();
        assertThat(mesh.topology().eulerNumber()).isEqualTo(2);
        // Edges sharper than the elements are rounded.
        assertThat(mesh.quality().volume()).isBetween(1728 * 0.96, 1728.0);
        assertThat(mesh.quality().dihedral().min()).isGreaterThan(8);
        assertThat(mesh.quality().jacobianRatio().min()).isPositive();
        Path again = folder.resolve("mesh.stl");
        Stl.write(mesh.surface(), again);
        assertThat(Stl.read(again).topology().manifold()).isTrue();
    }

    @Test
    void openOrInsideOutSurfacesAreRefused() throws IOException {
        Path file = folder.resolve("open.stl");
        Stl.write(new TriangleSurface(CUBE.coordinates(), Arrays.copyOf(CUBE.triangles(), 33)), file);
        TriangleSurface open = Stl.read(file);
        assertThatThrownBy(() -> mesh(open))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not closed: 3 edges");
        int[] turned = CUBE.triangles().clone();
        for (int t = 0; t < turned.length; t += 3) {
            turned[t] = CUBE.triangles()[t + 1];
            turned[t + 1] = CUBE.triangles()[t];
        }
        assertThatThrownBy(() -> mesh(new TriangleSurface(CUBE.coordinates(), turned)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("invert");
    }

    private static TetMesh mesh(TriangleSurface surface) {
        return TetMesher.surface(surface, TetSettings.defaults(), TaskExecutors.singleThreaded(), Progress.NONE);
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = folder.resolve("picture.stl");
        Files.write(file, new byte[200]);
        assertThatThrownBy(() -> Stl.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not an STL file");
    }
}
