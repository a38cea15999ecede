package org.vertebrafe.imagej.view3d;

import ij.ImagePlus;
import java.awt.Component;
import java.awt.GridLayout;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.JTextField;
import javax.swing.SwingWorker;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.ValueRange;

/** What can be chosen beside the picture. */
final class Controls3D {

    private static final List<String> VIEWS =
            List.of("oblique", "anterior", "posterior", "left", "right", "superior", "inferior");
    private static final int STEPS = 200;
    private static final int TURN = 72;
    /** At the slider's end displacements are shown as this part of the model's radius. */
    private static final double MOST_DEFORMED = 0.3;

    private final Scene scene;
    private final Canvas3D canvas;
    private final Optional<UnaryOperator<Vec3>> place;
    private final JComboBox<String> quantity;
    private final JComboBox<String> colours =
            new JComboBox<>(ColourTable.labels().toArray(String[]::new));
    private final JTextField min = new JTextField(7);
    private final JTextField max = new JTextField(7);
    private final JCheckBox smooth = new JCheckBox("Averaged at nodes");
    private final JCheckBox lines = new JCheckBox("Element sides");
    private final JComboBox<String> cut = new JComboBox<>(new String[] {"none", "sagittal", "coronal", "axial"});
    private final JSlider cutAt = new JSlider(0, STEPS, STEPS / 2);
    private final JSlider deformation = new JSlider(0, STEPS, 0);
    private final double mostDeformation;
    private boolean quiet;

    Controls3D(Scene scene, Canvas3D canvas, Optional<UnaryOperator<Vec3>> place) {
        this.scene = scene;
        this.canvas = canvas;
        this.place = place;
        quantity = new JComboBox<>(
                scene.model().fields().stream().map(Model3D.Scalar::title).toArray(String[]::new));
        quantity.setSelectedItem(canvas.view().field().title());
        colours.setSelectedItem(canvas.view().colours().label());
        smooth.setSelected(canvas.view().smooth());
        mostDeformation = mostDeformation();
        showRange(canvas.view().range());
        name(quantity, "quantity", "What the model is coloured by.");
        name(
                colours,
                "colours",
                "Heat for magnitudes, Frost for compression, Balance for both signs; chosen with the quantity.");
        name(min, "min", "Value of the first colour; Enter to apply.");
        name(max, "max", "Value of the last colour; Enter to apply.");
        name(smooth, "smooth", "Off: each element in the colour of its own value.");
        name(lines, "lines", "Draw the sides of the elements.");
        name(cut, "cut", "Cut a part away and see the inside, coloured as well.");
        name(cutAt, "cutAt", "Where the cut lies.");
        name(deformation, "deformation", "How many times larger displacements are shown.");
        quantity.addActionListener(e -> chooseField());
        for (JCheckBox box : List.of(smooth, lines)) {
            box.addActionListener(e -> update());
        }
        for (JComboBox<String> choice : List.of(colours, cut)) {
            choice.addActionListener(e -> update());
        }
        for (JSlider slider : List.of(cutAt, deformation)) {
            slider.addChangeListener(e -> update());
        }
        for (JTextField field : List.of(min, max)) {
            field.addActionListener(e -> update());
        }
        deformation.setEnabled(mostDeformation > 0);
    }

    JComponent panel() {
        JPanel panel = new JPanel();
        panel.setLayout(new BoxLayout(panel, BoxLayout.Y_AXIS));
        panel.setBorder(BorderFactory.createEmptyBorder(8, 8, 8, 8));
        add(panel, "Quantity", quantity);
        add(panel, "Colours", colours);
        JPanel range = new JPanel(new GridLayout(1, 3, 4, 0));
        range.add(min);
        range.add(max);
        range.add(button("Auto", "Percentiles 1 to 99 of the whole model.", this::autoRange));
        add(panel, "Range", range);
        panel.add(smooth);
        panel.add(lines);
        add(panel, "Cut", cut);
        panel.add(cutAt);
        add(panel, "Deformation", deformation);
        JPanel views = new JPanel(new GridLayout(0, 2, 4, 4));
        VIEWS.forEach(v -> views.add(button(
                v.substring(0, 1).toUpperCase(Locale.ROOT) + v.substring(1), "Seen from there.", () -> look(v))));
        add(panel, "Seen from", views);
        JPanel pictures = new JPanel(new GridLayout(1, 2, 4, 4));
        pictures.add(button("Snapshot", "This view as an image of twice its size.", this::snapshot));
        pictures.add(button("Turntable", "A turn about the long axis as a stack.", this::turntable));
        add(panel, "Pictures", pictures);
        add(
                panel,
                "Hand over",
                button(
                        "Fiji's 3D Viewer",
                        "The whole surface in these colours, where that viewer draws the CT; for its own tools.",
                        this::handOver));
        panel.add(Box.createVerticalGlue());
        for (Component part : panel.getComponents()) {
            ((JComponent) part).setAlignmentX(Component.LEFT_ALIGNMENT);
            if (!(part instanceof Box.Filler)) {
                ((JComponent) part)
                        .setMaximumSize(
                                part.getPreferredSize().width > 0
                                        ? new java.awt.Dimension(260, part.getPreferredSize().height)
                                        : part.getMaximumSize());
            }
        }
        return panel;
    }

    private void chooseField() {
        boolean before = quiet;
        quiet = true;
        colours.setSelectedItem(field().colours().label());
        quiet = before;
        autoRange();
    }

    private void autoRange() {
        showRange(field().range());
        update();
    }

    private Model3D.Scalar field() {
        return scene.model().fields().get(quantity.getSelectedIndex());
    }

    private void look(String from) {
        canvas.show(canvas.view().with(Camera.of(from, 1)));
        canvas.fit();
    }

    private void update() {
        if (quiet) {
            return;
        }
        Optional<ValueRange> range = range();
        canvas.show(new View(
                field(),
                smooth.isSelected(),
                mostDeformation * deformation.getValue() / STEPS,
                Snapshot.cut(scene, (String) cut.getSelectedItem(), cutAt.getValue() / (double) STEPS),
                lines.isSelected(),
                ColourTable.of((String) colours.getSelectedItem()),
                range.orElse(canvas.view().range()),
                canvas.view().camera()));
        if (range.isEmpty()) {
            showRange(canvas.view().range());
        }
    }

    /** What the two fields say; empty, so that they are put back, if that is no range. */
    private Optional<ValueRange> range() {
        try {
            return Optional.of(new ValueRange(
                    Double.parseDouble(min.getText().trim()),
                    Double.parseDouble(max.getText().trim())));
        } catch (NumberFormatException | InputException e) {
            return Optional.empty();
        }
    }

    private void showRange(ValueRange range) {
        quiet = true;
        min.setText(String.format(Locale.ROOT, "%.4g", range.min()));
        max.setText(String.format(Locale.ROOT, "%.4g", range.max()));
        quiet = false;
    }

    private double mostDeformation() {
        double largest = 0;
        for (float u : scene.model().displacement().orElse(new float[0])) {
            largest = Math.max(largest, Math.abs(u));
        }
        return largest > 0 ? MOST_DEFORMED * scene.radius() / largest : 0;
    }

    private void snapshot() {
        View view = canvas.view();
        int width = 2 * canvas.getWidth();
        int height = 2 * canvas.getHeight();
        work(threads -> List.of(Snapshot.picture(
                new Renderer(new Scene(scene.model())), view.with(view.camera().enlarged(2)), width, height, threads)));
    }

    private void turntable() {
        View view = canvas.view();
        int width = canvas.getWidth();
        int height = canvas.getHeight();
        work(threads -> {
            Renderer renderer = new Renderer(new Scene(scene.model()));
            return java.util.stream.IntStream.range(0, TURN)
                    .mapToObj(i -> Snapshot.picture(
                            renderer, view.with(view.camera().spun(360.0 * i / TURN)), width, height, threads))
                    .toList();
        });
    }

    /** The viewer waits for its own drawing on the event dispatch thread, so this must be elsewhere. */
    private void handOver() {
        View view = canvas.view();
        new SwingWorker<String, Void>() {
            @Override
            protected String doInBackground() {
                return FijiViewer.find().show(new Scene(scene.model()), view, place);
            }

            @Override
            protected void done() {
                told(this).ifPresent(name -> ij.IJ.showStatus("In the 3D Viewer: " + name));
            }
        }.execute();
    }

    /** What a worker made; if it failed the user is told why. */
    private static <T> Optional<T> told(SwingWorker<T, Void> worker) {
        try {
            return Optional.of(worker.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            ij.IJ.error("VertebraFE 3D", String.valueOf(e.getCause().getMessage()));
        }
        return Optional.empty();
    }

    /** Draws beside the window's own loop and shows the result as an ImageJ image. */
    private void work(java.util.function.Function<TaskExecutor, List<BufferedImage>> drawing) {
        new SwingWorker<ImagePlus, Void>() {
            @Override
            protected ImagePlus doInBackground() {
                try (TaskExecutor threads =
                        TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
                    return PictureFiles.stack("3D of " + scene.model().title(), drawing.apply(threads));
                }
            }

            @Override
            protected void done() {
                told(this).ifPresent(ImagePlus::show);
            }
        }.execute();
    }

    private static void add(JPanel panel, String label, JComponent part) {
        panel.add(Box.createVerticalStrut(6));
        panel.add(new JLabel(label));
        panel.add(part);
    }

    private static JButton button(String label, String help, Runnable action) {
        JButton button = new JButton(label);
        button.setMargin(new java.awt.Insets(2, 4, 2, 4));
        name(button, label.toLowerCase(Locale.ROOT), help);
        button.addActionListener(e -> action.run());
        return button;
    }

    private static void name(JComponent part, String name, String help) {
        part.setName(name);
        part.setToolTipText(help);
    }
}
