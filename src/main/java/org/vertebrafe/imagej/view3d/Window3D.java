package org.vertebrafe.imagej.view3d;

import java.awt.BorderLayout;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.swing.BorderFactory;
import javax.swing.JFrame;
import javax.swing.JLabel;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.ValueRange;

/** A window in which a model can be turned, cut, coloured and deformed. Needs no OpenGL. */
public final class Window3D {

    private final JFrame frame;
    private final Canvas3D canvas;

    private Window3D(Model3D model, String quantity, Optional<ValueRange> range, Optional<UnaryOperator<Vec3>> place) {
        Scene scene = new Scene(model);
        View first = Snapshot.view(scene, quantity, range, 0);
        JLabel status = new JLabel(" ");
        status.setName("status");
        status.setBorder(BorderFactory.createEmptyBorder(3, 8, 3, 8));
        canvas = new Canvas3D(scene, first, status::setText);
        canvas.setName("canvas");
        frame = new JFrame("3D: " + model.title());
        frame.setName("VertebraFE 3D");
        frame.add(canvas, BorderLayout.CENTER);
        frame.add(new Controls3D(scene, canvas, place).panel(), BorderLayout.EAST);
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
     * @param range the values it starts with; empty for the range that suits the quantity
     * @param place where Fiji's 3D Viewer is to have a point of the patient, as in {@link FijiViewer#show}
     */
    public static Window3D open(
            Model3D model, String quantity, Optional<ValueRange> range, Optional<UnaryOperator<Vec3>> place) {
        return new Window3D(model, quantity, range, place);
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
