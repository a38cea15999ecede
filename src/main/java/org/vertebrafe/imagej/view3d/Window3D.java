package org.vertebrafe.imagej.view3d;

import java.awt.BorderLayout;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JFrame;
import javax.swing.JLabel;

/** A window in which a model can be turned, cut, coloured and deformed. Needs no OpenGL. */
public final class Window3D {

    private final JFrame frame;
    private final Canvas3D canvas;

    private Window3D(Model3D model, String quantity) {
        Scene scene = new Scene(model);
        Model3D.Scalar field = model.field(quantity);
        View first = new View(
                field,
                scene.smoothByDefault(),
                0,
                Optional.empty(),
                false,
                field.colours(),
                field.range(),
                Camera.of("oblique", 1));
        JLabel status = new JLabel(" ");
        status.setName("status");
        status.setBorder(BorderFactory.createEmptyBorder(3, 8, 3, 8));
        canvas = new Canvas3D(scene, first, status::setText);
        canvas.setName("canvas");
        frame = new JFrame("3D: " + model.title());
        frame.setName("VertebraFE 3D");
        frame.add(canvas, BorderLayout.CENTER);
        frame.add(new Controls3D(scene, canvas).panel(), BorderLayout.EAST);
        frame.add(status, BorderLayout.SOUTH);
        frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent e) {
                canvas.close();
            }
        });
        frame.pack();
        frame.setLocationByPlatform(true);
        frame.setVisible(true);
    }

    /**
     * Opens a window; to be called on the event dispatch thread.
     *
     * @param quantity the field it starts with, or how its name begins
     */
    public static Window3D open(Model3D model, String quantity) {
        return new Window3D(model, quantity);
    }

    /** The window itself. */
    public JFrame frame() {
        return frame;
    }

    /** Time of the last coarse picture, ms. */
    public double frameMs() {
        return canvas.frameMs();
    }
}
