package org.vertebrafe.imagej.view3d;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;

/** Turns views of one scene into pictures; keeps what the next picture can use again. Not for several threads at once. */
final class Renderer {

    static final int BACKGROUND = 0xF4F5F7;
    /** Bone where there is no value. */
    static final int NONE = 0xB8BCC2;

    private final Scene scene;
    private Raster raster;
    private int finer;
    private View last;
    private Triangles skin;
    private Triangles face;

    Renderer(Scene scene) {
        this.scene = scene;
    }

    Scene scene() {
        return scene;
    }

    /**
     * Draws a view.
     *
     * @param pixels how many times finer than the picture it is computed, along each side; more than 1 smooths edges
     */
    BufferedImage render(View view, int width, int height, int pixels, TaskExecutor threads) {
        prepare(view);
        if (raster == null || raster.width != width * pixels || raster.height != height * pixels || finer != pixels) {
            raster = new Raster(width * pixels, height * pixels, pixels);
            finer = pixels;
        }
        Raster.Look look = new Raster.Look(
                view.colours().colours(), view.range().min(), view.range().max(), NONE, view.lines());
        Camera camera = view.camera().enlarged(pixels);
        raster.clear(BACKGROUND);
        raster.draw(skin, camera, look, threads);
        if (face != null) {
            raster.draw(face, camera, look, threads);
        }
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        shrink(((DataBufferInt) picture.getRaster().getDataBuffer()).getData(), width);
        return picture;
    }

    /** The element at a pixel of the last picture; empty beside the model. */
    Optional<Integer> element(int x, int y) {
        if (raster == null || x < 0 || y < 0 || x >= raster.width / finer || y >= raster.height / finer) {
            return Optional.empty();
        }
        int element = raster.element[y * finer * raster.width + x * finer];
        return element == Raster.NOTHING ? Optional.empty() : Optional.of(element);
    }

    private void prepare(View view) {
        boolean same = view.sameLook(last);
        if (!same) {
            scene.show(view.field(), view.smooth(), view.deformation());
        }
        if (!same || !view.cut().equals(last.cut())) {
            skin = scene.skin(view.cut());
            face = view.cut().map(scene::face).orElse(null);
        }
        last = view;
    }

    /** Means over squares of pixels. */
    private void shrink(int[] picture, int width) {
        if (finer == 1) {
            System.arraycopy(raster.rgb, 0, picture, 0, picture.length);
            return;
        }
        int n = finer * finer;
        for (int at = 0; at < picture.length; at++) {
            int start = at / width * finer * raster.width + at % width * finer;
            int r = 0;
            int g = 0;
            int b = 0;
            for (int y = 0; y < finer; y++) {
                for (int x = 0; x < finer; x++) {
                    int rgb = raster.rgb[start + y * raster.width + x];
                    r += rgb >> 16 & 0xFF;
                    g += rgb >> 8 & 0xFF;
                    b += rgb & 0xFF;
                }
            }
            picture[at] = (r + n / 2) / n << 16 | (g + n / 2) / n << 8 | (b + n / 2) / n;
        }
    }
}
