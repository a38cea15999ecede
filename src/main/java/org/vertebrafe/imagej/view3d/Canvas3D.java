package org.vertebrafe.imagej.view3d;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.function.Consumer;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.event.MouseInputAdapter;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.mesh.Mesh;

/**
 * The picture in the window: drag to turn, with Shift or the right button to move, wheel to zoom, double click for the
 * whole model; says what lies under the cursor.
 */
final class Canvas3D extends JPanel {

    private static final double DEGREES_A_PIXEL = 0.4;
    private static final double ZOOM = 1.12;

    private final transient Scene scene;
    private final transient RenderLoop loop;
    private final transient Consumer<String> status;
    private transient View view;
    private transient View shown;
    private transient BufferedImage picture;
    private boolean fitted;

    Canvas3D(Scene scene, View first, Consumer<String> status) {
        this.scene = scene;
        this.view = first;
        this.status = status;
        loop = new RenderLoop(
                new Renderer(scene),
                image -> SwingUtilities.invokeLater(() -> show(image)),
                failure -> SwingUtilities.invokeLater(() -> status.accept(failure.getMessage())));
        setPreferredSize(new Dimension(760, 640));
        setBackground(new Color(Renderer.BACKGROUND));
        Mouse mouse = new Mouse();
        addMouseListener(mouse);
        addMouseMotionListener(mouse);
        addMouseWheelListener(mouse);
        addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent e) {
                if (!fitted && getWidth() > 1) {
                    fit();
                }
                request();
            }
        });
    }

    View view() {
        return view;
    }

    /** Shows another view as soon as it is drawn. */
    void show(View other) {
        view = other;
        request();
    }

    /** The whole model, seen from where it is. */
    void fit() {
        fitted = true;
        show(view.with(Snapshot.fitted(scene, view.camera(), getWidth(), getHeight())));
    }

    double frameMs() {
        return loop.frameMs();
    }

    void close() {
        loop.close();
    }

    private void request() {
        if (getWidth() > 1 && getHeight() > 1) {
            loop.request(new RenderLoop.Request(view, getWidth(), getHeight()));
        }
    }

    private void show(BufferedImage image) {
        picture = image;
        shown = view;
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (picture == null) {
            graphics.setColor(Color.DARK_GRAY);
            graphics.drawString("Drawing ...", 20, 30);
            return;
        }
        graphics.drawImage(picture, 0, 0, null);
        Graphics2D g = (Graphics2D) graphics.create();
        Legend.paint(g, shown, picture.getWidth(), picture.getHeight(), Snapshot.unit(getWidth(), getHeight()));
        g.dispose();
    }

    private void tell(int x, int y) {
        status.accept(loop.element(x, y).map(this::described).orElse(" "));
    }

    private String described(int element) {
        Mesh mesh = scene.model().mesh();
        int size = mesh.type().nodes();
        Vec3 sum = Vec3.ZERO;
        for (int c = 0; c < size; c++) {
            sum = sum.plus(mesh.node(mesh.connectivity()[size * element + c]));
        }
        Vec3 middle = sum.times(1.0 / size);
        return String.format(
                Locale.ROOT,
                "Element %d: %.4g %s at L %.1f, P %.1f, S %.1f mm",
                element + 1,
                scene.value(element),
                view.field().unit(),
                middle.x(),
                middle.y(),
                middle.z());
    }

    private final class Mouse extends MouseInputAdapter {

        private int x;
        private int y;

        @Override
        public void mousePressed(MouseEvent e) {
            x = e.getX();
            y = e.getY();
            requestFocusInWindow();
        }

        @Override
        public void mouseDragged(MouseEvent e) {
            int dx = e.getX() - x;
            int dy = e.getY() - y;
            boolean move = e.isShiftDown() || SwingUtilities.isRightMouseButton(e);
            Camera camera = view.camera();
            show(view.with(move ? camera.moved(dx, dy) : camera.turned(DEGREES_A_PIXEL * dx, DEGREES_A_PIXEL * dy)));
            mousePressed(e);
        }

        @Override
        public void mouseMoved(MouseEvent e) {
            tell(e.getX(), e.getY());
        }

        @Override
        public void mouseClicked(MouseEvent e) {
            if (e.getClickCount() == 2) {
                fit();
            }
        }

        @Override
        public void mouseWheelMoved(MouseWheelEvent e) {
            double factor = Math.pow(ZOOM, -e.getPreciseWheelRotation());
            show(view.with(view.camera().zoomed(factor, e.getX() - getWidth() / 2.0, e.getY() - getHeight() / 2.0)));
        }
    }
}
