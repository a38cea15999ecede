package org.vertebrafe.imagej.maps;

import ij.IJ;
import ij.ImageListener;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.plugin.frame.Recorder;
import java.awt.Color;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.analysis.ResultReading;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/**
 * Reads a result under the cursor, in its CT and in every open image made of it: in ImageJ's status bar and in a small
 * window. The other images go to the same place and mark it; a click keeps the reading as a row. On the event dispatch
 * thread only.
 */
public final class Probe {

    /** Name of the mark in overlays. */
    static final String MARK = "VertebraFE probe";

    private static final Color MARK_COLOUR = new Color(0x40, 0xE0, 0xFF);

    private static Probe open;

    private final MappedResult mapped;
    private final ProbeWindow window;
    private final Map<ImagePlus, ImageCanvas> watched = new HashMap<>();
    private final ImageListener images = new Images();
    private final MouseAdapter mouse = new Mouse();

    private Probe(MappedResult mapped) {
        this.mapped = mapped;
        window = new ProbeWindow(mapped.stack().title());
        mapped.images().forEach(this::watch);
        ImagePlus.addImageListener(images);
        window.frame().addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent e) {
                stop();
            }
        });
        window.frame().setVisible(true);
    }

    /** Opens the probe for a result, in place of one for another; to be called on the event dispatch thread. */
    public static void open(MappedResult mapped) {
        close();
        open = new Probe(mapped);
    }

    /** Closes the probe, if one is open, and takes its marks away; to be called on the event dispatch thread. */
    public static void close() {
        if (open != null) {
            open.window.frame().dispose();
            open.stop();
        }
    }

    private void stop() {
        ImagePlus.removeImageListener(images);
        new ArrayList<>(watched.keySet()).forEach(image -> {
            unwatch(image);
            unmark(image);
        });
        if (open == this) {
            open = null;
        }
    }

    private void watch(ImagePlus image) {
        ImageCanvas canvas = image.getCanvas();
        boolean ours = MappedResult.of(image)
                .filter(other -> other.result() == mapped.result())
                .isPresent();
        if (ours && canvas != null && watched.put(image, canvas) == null) {
            canvas.addMouseMotionListener(mouse);
            canvas.addMouseListener(mouse);
        }
    }

    private void unwatch(ImagePlus image) {
        ImageCanvas canvas = watched.remove(image);
        if (canvas != null) {
            canvas.removeMouseMotionListener(mouse);
            canvas.removeMouseListener(mouse);
        }
    }

    private void look(ImagePlus image, int x, int y) {
        MappedImage place = MappedImage.require(image);
        Optional<ResultReading> reading = Readings.at(place, x, y, MappedImage.slice(image));
        reading.ifPresent(read -> {
            IJ.showStatus(Readings.line(read));
            window.show(read);
            unmark(image);
            for (ImagePlus other : List.copyOf(watched.keySet())) {
                if (other != image) {
                    follow(other, read.point());
                }
            }
        });
    }

    /** Shows the place of a point in another image, if it holds it. */
    private static void follow(ImagePlus image, Vec3 point) {
        MappedImage place = MappedImage.require(image);
        VoxelGrid grid = place.places().grid();
        Vec3 voxel = grid.toVoxel(point);
        int slice = place.slice((int) Math.rint(voxel.z()));
        unmark(image);
        if (slice == 0 || Math.abs(voxel.z() - Math.rint(voxel.z())) > 0.5 + 1e-9) {
            return;
        }
        if (MappedImage.slice(image) != slice) {
            if (image.isHyperStack()) {
                image.setPosition(image.getC(), slice, image.getT());
            } else {
                image.setSlice(slice);
            }
        }
        PointRoi mark = new PointRoi(voxel.x() + 0.5, voxel.y() + 0.5);
        mark.setPointType(PointRoi.CROSSHAIR);
        mark.setStrokeColor(MARK_COLOUR);
        mark.setName(MARK);
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        overlay.add(mark);
        image.setOverlay(overlay);
    }

    private static void unmark(ImagePlus image) {
        Overlay overlay = image.getOverlay();
        for (int i = overlay == null ? -1 : overlay.size() - 1; i >= 0; i--) {
            Roi roi = overlay.get(i);
            if (MARK.equals(roi.getName())) {
                overlay.remove(i);
                image.draw();
            }
        }
    }

    private Optional<ImagePlus> imageOf(MouseEvent e) {
        return watched.entrySet().stream()
                .filter(entry -> entry.getValue() == e.getSource())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private final class Mouse extends MouseAdapter {

        @Override
        public void mouseMoved(MouseEvent e) {
            ImageCanvas canvas = (ImageCanvas) e.getSource();
            imageOf(e).ifPresent(image -> look(image, canvas.offScreenX(e.getX()), canvas.offScreenY(e.getY())));
        }

        @Override
        public void mouseClicked(MouseEvent e) {
            ImageCanvas canvas = (ImageCanvas) e.getSource();
            int x = canvas.offScreenX(e.getX());
            int y = canvas.offScreenY(e.getY());
            imageOf(e).filter(image -> e.getButton() == MouseEvent.BUTTON1).ifPresent(image -> {
                int slice = MappedImage.slice(image);
                Readings.keep(image, x, y, slice);
                if (Recorder.record) {
                    Recorder.recordString(String.format(
                            "run(\"Measure Vertebra Points...\", \"image=[%s] points=%d,%d,%d\");%n",
                            image.getTitle(), x, y, slice));
                }
            });
        }
    }

    /** Images that open while the probe is open join it; closed ones leave. */
    private final class Images implements ImageListener {

        @Override
        public void imageOpened(ImagePlus image) {
            watch(image);
        }

        @Override
        public void imageClosed(ImagePlus image) {
            unwatch(image);
        }

        @Override
        public void imageUpdated(ImagePlus image) {
            // Its pixels do not matter: the values are the result's.
        }
    }
}
