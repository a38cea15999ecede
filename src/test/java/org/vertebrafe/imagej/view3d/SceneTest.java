package org.vertebrafe.imagej.view3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.Skin;

class SceneTest {

    @Test
    void theSkinOfABlockIsItsSixSides() {
        Skin skin = Skin.of(Models.bricks(4));

        assertThat(skin.triangles()).isEqualTo(6 * 4 * 4 * 2);
        Scene scene = new Scene(Models.onElements(Models.bricks(4), p -> 1));
        assertThat(volume(scene.skin(Optional.empty()))).isCloseTo(64, within(1e-4));
        assertThat(scene.centre().minus(new Vec3(10, 20, 30)).norm()).isLessThan(1e-12);
        // Of each quad's diagonal no line is drawn.
        for (byte edges : skin.edges()) {
            assertThat(Integer.bitCount(edges)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"TET4", "TET10"})
    void theSkinOfABallIsClosedAndLooksOutwards(ElementType type) {
        Mesh mesh = Models.ball(6, 2, type);
        Triangles skin = new Scene(Models.onElements(mesh, p -> 1)).skin(Optional.empty());

        // 4/3 pi r^3 of the mask's ball; facets of 2 mm lie below the sphere, quadratic ones hardly.
        assertThat(volume(skin)).isCloseTo(4 / 3.0 * Math.PI * 216, within(type == ElementType.TET4 ? 45.0 : 30.0));
        for (int c = 0; c < skin.corners().length; c++) {
            int v = 3 * skin.corners()[c];
            Vec3 p = new Vec3(skin.xyz()[v], skin.xyz()[v + 1], skin.xyz()[v + 2]);
            int code = skin.normals()[c];
            Vec3 normal = new Vec3(Normals.component(code, 0), Normals.component(code, 1), Normals.component(code, 2));
            assertThat(normal.dot(p.normalized())).isGreaterThan(0.9);
        }
    }

    /** Half a cell's diagonal, 0.0111 in the map, is at most 3 times as long on the sphere: 1.92 degrees. */
    @Test
    void codedNormalsAreWithinAWidthOfTheirCells() {
        for (double polar = 0; polar <= 180; polar += 3) {
            for (double around = 0; around < 360; around += 3) {
                Vec3 d = new Vec3(
                        Math.sin(Math.toRadians(polar)) * Math.cos(Math.toRadians(around)),
                        Math.sin(Math.toRadians(polar)) * Math.sin(Math.toRadians(around)),
                        Math.cos(Math.toRadians(polar)));
                int code = Normals.code(5 * d.x(), 5 * d.y(), 5 * d.z());
                Vec3 back =
                        new Vec3(Normals.component(code, 0), Normals.component(code, 1), Normals.component(code, 2));
                assertThat(back.norm()).isCloseTo(1, within(1e-6));
                assertThat(Math.toDegrees(Math.acos(Math.min(1, back.dot(d))))).isLessThan(1.92);
            }
        }
    }

    @Test
    void aCutThroughBricksHasTheAreaAndValuesOfTheSection() {
        Scene scene = new Scene(Models.onNodes(Models.bricks(4), p -> 2 * p.x() + 3 * p.y() - p.z()));
        Vec3 diagonal = new Vec3(1, 1, 1).normalized();
        Triangles face = scene.face(new Cut(diagonal, 0));

        // A regular hexagon with sides of half the diagonal of a face.
        assertThat(area(face)).isCloseTo(3 * Math.sqrt(3) / 2 * 8, within(1e-3));
        for (int c = 0; c < face.corners().length; c++) {
            int v = 3 * face.corners()[c];
            Vec3 p = new Vec3(face.xyz()[v], face.xyz()[v + 1], face.xyz()[v + 2]);
            assertThat(p.dot(diagonal)).isCloseTo(0, within(1e-5));
            Vec3 there = p.plus(scene.centre());
            assertThat(face.values()[c]).isCloseTo((float) (2 * there.x() + 3 * there.y() - there.z()), within(1e-3f));
        }
        assertThat(normal(face, 0).dot(diagonal)).isCloseTo(1, within(1e-4));
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"TET4", "TET10"})
    void aCutThroughTetrahedraFillsTheSectionWithoutGapOrOverlap(ElementType type) {
        Mesh mesh = Models.ball(6, 2, type);
        Scene scene = new Scene(Models.onElements(mesh, p -> 1));
        Triangles face = scene.face(new Cut(new Vec3(0, 0.6, 0.8), 1.5));

        assertThat(area(face)).isCloseTo(Math.PI * (36 - 1.5 * 1.5), within(5.0));
        for (int t = 0; t < face.count(); t++) {
            assertThat(normal(face, t).dot(new Vec3(0, 0.6, 0.8))).isCloseTo(1, within(1e-3));
        }
    }

    @Test
    void deformationMovesTheSkinAndTheFaceOfACut() {
        Model3D model = Models.onNodes(Models.bricks(4), p -> 1);
        Scene scene = new Scene(model);
        scene.show(model.fields().get(0), false, 5);

        // Stretched along z by 5 times a tenth.
        assertThat(volume(scene.skin(Optional.empty()))).isCloseTo(64 * 1.5, within(1e-3));
        assertThat(area(scene.face(new Cut(new Vec3(1, 0, 0), 0.25)))).isCloseTo(16 * 1.5, within(1e-3));
    }

    @Test
    void averagedElementValuesAreTheMeanAroundANodeAndSkipWhereThereIsNone() {
        Model3D model = Models.onElements(Models.bricks(2), p -> p.x() < 10 ? 1 : p.y() < 20 ? 4 : Double.NaN);
        Scene scene = new Scene(model);
        scene.show(model.fields().get(0), true, 0);
        Triangles skin = scene.skin(Optional.empty());

        for (int c = 0; c < skin.corners().length; c++) {
            int v = 3 * skin.corners()[c];
            float x = skin.xyz()[v];
            float y = skin.xyz()[v + 1];
            float expected = x < 0 ? 1 : x == 0 ? (y < 0 ? 2.5f : y == 0 ? 2 : 1) : y <= 0 ? 4 : Float.NaN;
            assertThat(Float.valueOf(skin.values()[c])).isEqualTo(Float.valueOf(expected));
        }
    }

    private static double volume(Triangles t) {
        double six = 0;
        for (int i = 0; i < t.count(); i++) {
            six += vertex(t, 3 * i).dot(vertex(t, 3 * i + 1).cross(vertex(t, 3 * i + 2)));
        }
        return six / 6;
    }

    private static double area(Triangles t) {
        double twice = 0;
        for (int i = 0; i < t.count(); i++) {
            twice += areaVector(t, i).norm();
        }
        return twice / 2;
    }

    private static Vec3 normal(Triangles t, int i) {
        return areaVector(t, i).normalized();
    }

    private static Vec3 areaVector(Triangles t, int i) {
        return vertex(t, 3 * i + 1)
                .minus(vertex(t, 3 * i))
                .cross(vertex(t, 3 * i + 2).minus(vertex(t, 3 * i)));
    }

    private static Vec3 vertex(Triangles t, int corner) {
        int v = 3 * t.corners()[corner];
        return new Vec3(t.xyz()[v], t.xyz()[v + 1], t.xyz()[v + 2]);
    }
}
