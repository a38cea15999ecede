package org.vertebrafe.imagej.view3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.mesh.ElementType;

class RendererTest {

    private static final TaskExecutor ONE = TaskExecutors.singleThreaded();

    @Test
    void theSilhouetteOfABallHasTheAreaOfItsDisc() {
        Model3D model = Models.onElements(Models.ball(8, 2, ElementType.TET10), p -> 1);
        Renderer renderer = new Renderer(new Scene(model));
        for (String side : new String[] {"oblique", "superior", "left"}) {
            BufferedImage picture = renderer.render(view(model, Camera.of(side, 10)), 240, 200, 1, ONE);
            assertThat(covered(picture)).isCloseTo((int) (Math.PI * 6400), within(500));
        }
    }

    @Test
    void eachSideOfABlockShowsItsOwnValueToTheViewerOnThatSide() {
        // The value tells the side: elements at the face of the block that looks anterior have 0.2, and so on.
        Model3D model = Models.onElements(Models.bricks(3), p -> {
            Vec3 d = p.minus(new Vec3(10, 20, 30));
            return d.y() < -0.5 ? 0.2 : d.y() > 0.5 ? 0.4 : d.x() > 0.5 ? 0.6 : d.x() < -0.5 ? 0.8 : 1;
        });
        Renderer renderer = new Renderer(new Scene(model));
        assertValue(renderer, model, "anterior", 0.2);
        assertValue(renderer, model, "posterior", 0.4);
        assertValue(renderer, model, "left", 0.6);
        assertValue(renderer, model, "right", 0.8);
        assertValue(renderer, model, "superior", 1);
        assertValue(renderer, model, "inferior", 1);
    }

    private static void assertValue(Renderer renderer, Model3D model, String side, double value) {
        renderer.render(view(model, Camera.of(side, 10)), 100, 100, 1, ONE);
        int element = renderer.element(50, 50).orElseThrow();
        assertThat(model.fields().get(0).values()[element]).as(side).isEqualTo((float) value);
        assertThat(renderer.element(2, 2)).isEmpty();
        assertThat(renderer.element(100, 50)).isEmpty();
    }

    @Test
    void thePatientsLeftIsOnTheRightOfTheAnteriorViewAndItsTopIsUp() {
        Model3D model = Models.onNodes(Models.bricks(3), Vec3::x);
        Renderer renderer = new Renderer(new Scene(model));
        renderer.render(view(model, Camera.of("anterior", 20)), 100, 100, 1, ONE);
        assertThat(middle(model, renderer.element(70, 50).orElseThrow()).x()).isGreaterThan(10.5);
        assertThat(middle(model, renderer.element(50, 30).orElseThrow()).z()).isGreaterThan(30.5);
    }

    @Test
    void draggingTurnsTheNearSideTheWayTheMouseGoes() {
        Model3D model = Models.onElements(Models.bricks(9), p -> 1);
        Renderer renderer = new Renderer(new Scene(model));
        Camera front = Camera.of("anterior", 8);
        renderer.render(view(model, front), 100, 100, 1, ONE);
        int near = renderer.element(50, 50).orElseThrow();
        renderer.render(view(model, front.turned(20, 0)), 100, 100, 1, ONE);
        assertThat(find(renderer, near)[0]).isGreaterThan(56);
        renderer.render(view(model, front.turned(0, 20)), 100, 100, 1, ONE);
        assertThat(find(renderer, near)[1]).isGreaterThan(56);
    }

    @Test
    void whatLiesBehindIsHiddenUntilItIsCutFree() {
        Model3D model = Models.onElements(Models.bricks(5), p -> p.x());
        Renderer renderer = new Renderer(new Scene(model));
        View whole = view(model, Camera.of("left", 10));
        renderer.render(whole, 100, 100, 1, ONE);
        assertThat(middle(model, renderer.element(50, 50).orElseThrow()).x()).isEqualTo(12);
        renderer.render(whole.with(Optional.of(new Cut(new Vec3(1, 0, 0), -0.7))), 100, 100, 1, ONE);
        assertThat(middle(model, renderer.element(50, 50).orElseThrow()).x()).isEqualTo(9);
    }

    @Test
    void thePictureDoesNotDependOnTheNumberOfThreads() {
        Model3D model = Models.onNodes(Models.ball(8, 2, ElementType.TET10), p -> p.x() * p.y());
        View view = new View(
                model.fields().get(0),
                true,
                0,
                Optional.of(new Cut(new Vec3(0, -1, 0), 0.3)),
                true,
                ColourTable.BALANCE,
                new ValueRange(-20, 20),
                Camera.of("oblique", 9));
        BufferedImage one = new Renderer(new Scene(model)).render(view, 211, 173, 2, ONE);
        try (TaskExecutor three = TaskExecutors.fixedThreadPool(3)) {
            BufferedImage other = new Renderer(new Scene(model)).render(view, 211, 173, 2, three);
            assertThat(pixels(other)).isEqualTo(pixels(one));
        }
        assertThat(covered(one)).isGreaterThan(10_000);
    }

    @Test
    void coloursAreThoseOfTheTableUnderTheLight() {
        Model3D model = Models.onElements(Models.bricks(3), p -> p.x() < 10 ? 0 : p.x() > 10.9 ? 1 : Double.NaN);
        View view = new View(
                model.fields().get(0),
                false,
                0,
                Optional.empty(),
                false,
                ColourTable.BALANCE,
                new ValueRange(0, 1),
                Camera.of("anterior", 20));
        BufferedImage picture = new Renderer(new Scene(model)).render(view, 100, 100, 1, ONE);
        int low = picture.getRGB(25, 50);
        int none = picture.getRGB(50, 50);
        int high = picture.getRGB(75, 50);
        assertThat(low & 0xFF).as("first colour: blue").isGreaterThan((low >> 16 & 0xFF) + 40);
        assertThat(high >> 16 & 0xFF).as("last colour: red").isGreaterThan((high & 0xFF) + 40);
        assertThat(Math.abs((none & 0xFF) - (none >> 16 & 0xFF)))
                .as("none: grey")
                .isLessThan(20);
    }

    @Test
    void picturesFitAndTurntablesTurnOnce() {
        Model3D model = Models.onNodes(Models.bricks(4), Vec3::z);
        Snapshot.Request request = request(model, "axial", 0.5, 400, 300);
        BufferedImage picture = Snapshot.of(model, request, ONE);
        assertThat(picture.getWidth()).isEqualTo(400);
        var turn = Snapshot.turntable(model, request, 4, ONE, Progress.NONE);
        assertThat(turn).hasSize(4);
        // A block looks the same after half a turn, but for the legend and the values.
        assertThat(covered(turn.get(0))).isCloseTo(covered(turn.get(2)), within(300));
        assertThat(pixels(turn.get(0))).isNotEqualTo(pixels(turn.get(1)));
    }

    @Test
    void badRequestsAreRefusedWithTheLimit() {
        Model3D model = Models.onElements(Models.bricks(2), p -> p.z());
        assertRefused(() -> request(model, "axial", 1.5, 400, 300), "Cut at 1.5");
        assertRefused(() -> request(model, "axial", 0.5, 40, 300), "40 x 300");
        assertRefused(() -> Snapshot.of(model, request(model, "crosswise", 0.5, 400, 300), ONE), "crosswise");
        assertRefused(
                () -> Snapshot.of(
                        model,
                        new Snapshot.Request(
                                "val",
                                Optional.of(ColourTable.HEAT),
                                Optional.empty(),
                                "left",
                                "none",
                                0,
                                3,
                                false,
                                400,
                                300),
                        ONE),
                "no displacements");
        assertRefused(() -> model.field("strain"), "Value [MPa]");
        assertRefused(() -> Camera.of("above", 1), "above");
    }

    private static Snapshot.Request request(Model3D model, String cut, double at, int width, int height) {
        return new Snapshot.Request(
                model.fields().get(0).name(),
                Optional.of(ColourTable.HEAT),
                Optional.empty(),
                "oblique",
                cut,
                at,
                0,
                true,
                width,
                height);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String reason) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessageContaining(reason);
    }

    private static View view(Model3D model, Camera camera) {
        return new View(
                model.fields().get(0),
                false,
                0,
                Optional.empty(),
                false,
                ColourTable.GRAYS,
                new ValueRange(0, 50),
                camera);
    }

    private static Vec3 middle(Model3D model, int element) {
        Vec3 sum = Vec3.ZERO;
        int size = model.mesh().type().nodes();
        for (int c = 0; c < size; c++) {
            sum = sum.plus(model.mesh().node(model.mesh().connectivity()[size * element + c]));
        }
        return sum.times(1.0 / size);
    }

    private static int[] find(Renderer renderer, int element) {
        int n = 0;
        int x = 0;
        int y = 0;
        for (int at = 0; at < 10_000; at++) {
            if (renderer.element(at % 100, at / 100).filter(e -> e == element).isPresent()) {
                n++;
                x += at % 100;
                y += at / 100;
            }
        }
        return n == 0 ? new int[] {-1, -1} : new int[] {x / n, y / n};
    }

    private static int covered(BufferedImage picture) {
        int n = 0;
        for (int rgb : pixels(picture)) {
            n += (rgb & 0xFFFFFF) == Renderer.BACKGROUND ? 0 : 1;
        }
        return n;
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
