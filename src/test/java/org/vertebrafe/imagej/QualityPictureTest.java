package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Map;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.tet.QualityReport;

class QualityPictureTest {

    @Test
    void aSingleElementIsSeenWhereItsAnglesAre() {
        // A corner of a cube: three angles of 90 degrees, three of 54.7.
        Mesh mesh = new Mesh(
                ElementType.TET4, new double[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1}, new int[] {0, 1, 2, 3}, Map.of());
        QualityReport report = QualityReport.of(mesh, TaskExecutors.singleThreaded());
        BufferedImage picture = QualityPicture.draw(report);
        assertThat(picture.getWidth()).isEqualTo(1240);
        // Bars of the angles' panel, 526 pixels for 180 degrees from pixel 70 on, above the axis at 278.
        assertThat(blue(picture, 70 + (int) (91.0 / 180 * 526), 270)).isTrue();
        assertThat(blue(picture, 70 + (int) (55.0 / 180 * 526), 270)).isTrue();
        assertThat(blue(picture, 70 + (int) (75.0 / 180 * 526), 270)).isFalse();
    }

    private static boolean blue(BufferedImage picture, int x, int y) {
        int rgb = picture.getRGB(x, y);
        return (rgb & 0xFF) > (rgb >> 16 & 0xFF) + 50;
    }
}
