package org.vertebrafe.imagej.workbench;

import ij.ImageListener;
import ij.ImagePlus;
import ij.gui.RoiListener;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.WindowConstants;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Work;
import org.vertebrafe.workbench.Workbench;

/** The window: stages with lights on the left, the panel of one of them, what runs and where to go next below. */
public final class WorkbenchWindow {

    private static final Dimension SIZE = new Dimension(680, 720);

    private static WorkbenchWindow open;

    private final Bench bench = new Bench(new Workbench());
    private final JFrame frame = new JFrame("Vertebra Workbench");
    private final Map<Stage, StagePanel> panels = new EnumMap<>(Stage.class);
    private final JPanel cards = new JPanel(new CardLayout());
    private final Rail rail = new Rail(this::go);
    private final Footer footer = new Footer(bench, this);
    private final ImageListener images = new Images();
    private final RoiListener rois = (image, id) -> {
        boolean ours =
                image != null && bench.ct().filter(ct -> ct.image() == image).isPresent();
        if (ours && shown() == Stage.SEGMENT && (id == RoiListener.CREATED || id == RoiListener.MOVED)) {
            EventQueue.invokeLater(() -> ((SegmentPanel) panels.get(Stage.SEGMENT)).selected(image.getRoi()));
        }
    };
    private Stage shown = Stage.CT;

    private WorkbenchWindow() {
        panels.put(Stage.CT, new CtPanel(bench));
        panels.put(Stage.CALIBRATE, new CalibratePanel(bench));
        panels.put(Stage.SEGMENT, new SegmentPanel(bench));
        panels.put(Stage.MESH, new MeshPanel(bench));
        panels.put(Stage.MATERIAL, new MaterialPanel(bench));
        panels.put(Stage.SOLVE, new SolvePanel(bench));
        panels.put(Stage.RESULTS, new ResultsPanel(bench));
        panels.forEach((stage, panel) -> {
            panel.setBackground(Color.WHITE);
            cards.add(scrolled(panel), stage.name());
        });
        frame.setName("Vertebra Workbench");
        frame.setJMenuBar(new WorkMenu(bench, this, (ResultsPanel) panels.get(Stage.RESULTS)).bar());
        frame.add(rail, BorderLayout.WEST);
        frame.add(cards, BorderLayout.CENTER);
        frame.add(footer, BorderLayout.SOUTH);
        frame.setPreferredSize(SIZE);
        frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                close();
            }

            @Override
            public void windowActivated(WindowEvent event) {
                bench.lookSoon();
            }
        });
        frame.pack();
        bench.watch(this::refresh);
        bench.whenDone(this::done);
        ImagePlus.addImageListener(images);
        ij.gui.Roi.addRoiListener(rois);
    }

    private static JScrollPane scrolled(StagePanel panel) {
        JPanel top = new JPanel(new BorderLayout());
        top.setBackground(Color.WHITE);
        top.add(panel, BorderLayout.NORTH);
        JScrollPane scroll =
                new JScrollPane(top, JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED, JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        scroll.setBorder(BorderFactory.createMatteBorder(0, 1, 0, 0, new Color(0xD0, 0xD4, 0xD8)));
        scroll.getVerticalScrollBar().setUnitIncrement(16);
        return scroll;
    }

    /** Opens the window, or brings it to the front where it is open; on the event dispatch thread. */
    public static WorkbenchWindow open() {
        if (open != null) {
            open.frame.toFront();
            return open;
        }
        open = new WorkbenchWindow();
        open.frame.setLocation(open.place());
        open.frame.setVisible(true);
        CtPanel.first().ifPresent(((CtPanel) open.panels.get(Stage.CT))::choose);
        open.go(Stage.CT);
        return open;
    }

    /** Beside the CT, where there is room. */
    private java.awt.Point place() {
        Dimension screen = frame.getToolkit().getScreenSize();
        return new java.awt.Point(Math.max(0, screen.width - frame.getWidth() - 20), 30);
    }

    /** The window itself. */
    public JFrame frame() {
        return frame;
    }

    /** The stage whose panel is open. */
    Stage shown() {
        return shown;
    }

    StagePanel panel() {
        return panels.get(shown);
    }

    /** Opens the panel of a stage. */
    void go(Stage stage) {
        boolean other = stage != shown;
        shown = stage;
        ((CardLayout) cards.getLayout()).show(cards, stage.name());
        if (other) {
            bench.say("");
            bench.ct().ifPresent(Previews::clear);
        }
        panel().preview(bench.work());
        refresh();
    }

    private void done(Stage stage) {
        Recording.of(bench.work(), stage);
        if (stage == shown) {
            panel().preview(bench.work());
        }
    }

    void refresh() {
        Work work = bench.work();
        rail.refresh(work, shown, stage -> panels.get(stage).summary(work));
        panel().refresh();
        footer.refresh();
    }

    private void close() {
        bench.close();
        ImagePlus.removeImageListener(images);
        ij.gui.Roi.removeRoiListener(rois);
        open = null;
    }

    /** Images that are opened, closed and changed by others. */
    private final class Images implements ImageListener {

        @Override
        public void imageOpened(ImagePlus image) {
            EventQueue.invokeLater(() -> {
                if (bench.ct().isEmpty()) {
                    CtPanel.first().ifPresent(((CtPanel) panels.get(Stage.CT))::choose);
                }
                refresh();
            });
        }

        @Override
        public void imageClosed(ImagePlus image) {
            bench.lookSoon();
            EventQueue.invokeLater(WorkbenchWindow.this::refresh);
        }

        @Override
        public void imageUpdated(ImagePlus image) {
            // Also told of each scroll: that costs no look.
            if (image.changes && bench.ct().filter(ct -> ct.image() == image).isPresent()) {
                bench.lookSoon();
            }
        }
    }

    /** Opens work that was saved, and does again what was done. */
    void restore(Path folder) {
        bench.start("Opening the work", (threads, progress) -> {
            Stage goal = WorkFiles.open(bench.model(), folder);
            bench.ct().map(ImageCt::image).ifPresent(ImagePlus::show);
            EventQueue.invokeLater(() -> {
                bench.run(goal);
                go(goal);
            });
        });
    }
}
