package org.vertebrafe.imagej.view3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij3d.Content;
import ij3d.Image3DUniverse;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.vecmath.Color3f;
import org.scijava.vecmath.Point3f;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.ValueRange;

/** With stand-ins in the place of Fiji's 3D Viewer. */
class FijiViewerTest {

    private final FijiViewer viewer = FijiViewer.find(getClass().getClassLoader());

    /** Bricks of 1 mm from 28 to 32 mm along z, which is their value, too. */
    private final Scene scene = new Scene(Models.onElements(Models.bricks(4), p -> p.z()));

    private final View view = Snapshot.view(scene, "Value", Optional.of(new ValueRange(28.5, 31.5)), 0);

    @BeforeEach
    void noWindow() {
        Image3DUniverse.universes.clear();
    }

    private Content shown(Optional<UnaryOperator<Vec3>> place) {
        String name = viewer.show(scene, view, place);
        assertThat(Image3DUniverse.universes).hasSize(1);
        return Image3DUniverse.universes.get(0).getContent(name);
    }

    @Test
    void theSkinLiesWhereItIsPutInItsColours() {
        Content content = shown(Optional.of(point -> point.plus(new Vec3(100, 0, 0))));
        assertThat(content.getName()).isEqualTo("model: Value");
        assertThat(content.mesh).hasSize(6 * 4 * 4 * 2 * 3);
        assertThat(volume(content.mesh)).isCloseTo(64, within(1e-3));
        int[] table = view.colours().colours();
        for (int corner = 0; corner < content.mesh.size(); corner++) {
            Point3f at = content.mesh.get(corner);
            boolean onBox = Math.abs(Math.abs(at.x - 110) - 2) < 1e-4
                    || Math.abs(Math.abs(at.y - 20) - 2) < 1e-4
                    || Math.abs(Math.abs(at.z - 30) - 2) < 1e-4;
            assertThat(onBox).as(at.x + " " + at.y + " " + at.z).isTrue();
        }
        for (int corner = 0; corner < content.mesh.size(); corner += 3) {
            List<Point3f> triangle = content.mesh.subList(corner, corner + 3);
            double lowest = triangle.stream().mapToDouble(p -> p.z).min().orElseThrow();
            double highest = triangle.stream().mapToDouble(p -> p.z).max().orElseThrow();
            // Facets of the top and of the foot belong to the last and the first layer.
            double value = highest > lowest ? (lowest + highest) / 2 : highest > 30 ? 31.5 : 28.5;
            int rgb = table[(int) Math.round(255 * (value - 28.5) / 3)];
            for (int c = corner; c < corner + 3; c++) {
                assertThat(rgb(content.colours.get(c))).isEqualTo(rgb);
            }
        }
    }

    @Test
    void aStackShownUpsideDownStillHasItsOutsideOutside() {
        Content content = shown(Optional.of(point -> new Vec3(point.x(), point.y(), 100 - point.z())));
        assertThat(volume(content.mesh)).isCloseTo(64, within(1e-3));
        assertThat(content.mesh).allSatisfy(p -> assertThat(p.z).isBetween(67.999F, 72.001F));
    }

    @Test
    void withoutACtItBeginsAtZero() {
        Content content = shown(Optional.empty());
        for (double least : List.of(
                content.mesh.stream().mapToDouble(p -> p.x).min().orElseThrow(),
                content.mesh.stream().mapToDouble(p -> p.y).min().orElseThrow(),
                content.mesh.stream().mapToDouble(p -> p.z).min().orElseThrow())) {
            assertThat(least).isCloseTo(0, within(1e-5));
        }
    }

    @Test
    void anotherOneGoesIntoTheSameWindowUnderANameOfItsOwn() {
        shown(Optional.empty());
        assertThat(shown(Optional.empty()).getName()).isEqualTo("model: Value (2)");
    }

    @Test
    void whereItIsNotInstalledTheUserIsToldHowToGetIt() {
        assertThatThrownBy(() -> FijiViewer.find(ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3D Viewer is not installed")
                .hasMessageContaining("Help > Update...");
    }

    @Test
    void whatTheViewerCannotDoIsTold() {
        Image3DUniverse notShown = new Image3DUniverse();
        assertThat(notShown).isNotNull();
        assertThatThrownBy(() -> viewer.show(scene, view, Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("did not take the surface");
    }

    private static int rgb(Color3f colour) {
        return Math.round(255 * colour.x) << 16 | Math.round(255 * colour.y) << 8 | Math.round(255 * colour.z);
    }

    /** Positive where corners run counter-clockwise seen from outside. */
    private static double volume(List<Point3f> mesh) {
        double six = 0;
        for (int at = 0; at < mesh.size(); at += 3) {
            Vec3 a = vec(mesh.get(at));
            six += a.dot(vec(mesh.get(at + 1)).cross(vec(mesh.get(at + 2))));
        }
        return six / 6;
    }

    private static Vec3 vec(Point3f p) {
        return new Vec3(p.x, p.y, p.z);
    }
}
