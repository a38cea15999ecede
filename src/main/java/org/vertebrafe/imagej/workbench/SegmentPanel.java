package org.vertebrafe.imagej.workbench;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.PointRoi;
import ij.gui.Roi;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.swing.ButtonGroup;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JRadioButton;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.SeedPoints;
import org.vertebrafe.imagej.SegmentationImages;
import org.vertebrafe.workbench.Outcome;
import org.vertebrafe.workbench.Seed;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Work;

/** Which voxels are the vertebra: by a click, or by a label map that is there. */
final class SegmentPanel extends StagePanel {

    private final JRadioButton click = new JRadioButton("Click into the middle of the vertebral body in the CT", true);
    private final JRadioButton map = new JRadioButton("Use a label map that is open:");
    private final JComboBox<String> maps = new JComboBox<>();
    private final JCheckBox atOnce = new JCheckBox("Segment at once on each click", true);
    private final transient List<ImagePlus> listed = new ArrayList<>();
    private final SettingForm form;
    private final SettingForm advanced;
    private boolean filling;

    SegmentPanel(Bench bench) {
        super(bench, Stage.SEGMENT);
        form = new SettingForm(bench, List.of("region"), false);
        advanced = new SettingForm(bench, List.of("labelPreset", "level", "labelRoles"), true);
        ButtonGroup group = new ButtonGroup();
        group.add(click);
        group.add(map);
        click.setName("click");
        map.setName("map");
        maps.setName("labels");
        atOnce.setName("atOnce");
        click.addActionListener(event -> source());
        map.addActionListener(event -> source());
        maps.addActionListener(event -> {
            if (!filling) {
                map.setSelected(true);
                source();
            }
        });
        for (JComponent part : List.of(click, map, maps, atOnce)) {
            part.setFont(Parts.font(Font.PLAIN, 1));
            part.setOpaque(part == maps);
        }
        build(
                "Which vertebra? Scroll the CT to a slice through its body and click. Outlines show what was found;"
                        + " click again if it is not what you want.",
                Parts.column(
                        4,
                        click,
                        Parts.row(javax.swing.Box.createHorizontalStrut(16), atOnce),
                        Parts.row(map, maps),
                        form),
                advanced);
        below().add(Parts.row(Parts.button(
                "Correct the labels by hand",
                "Opens them in the label editor; choose the corrected map here afterwards.",
                this::edit)));
        below().setVisible(false);
    }

    private void source() {
        if (filling) {
            return;
        }
        int chosen = maps.getSelectedIndex();
        if (map.isSelected() && chosen >= 0 && bench().ct().isPresent()) {
            ImageLabels labels =
                    new ImageLabels(listed.get(chosen), bench().ct().get());
            bench().plan(plan -> plan.with((org.vertebrafe.workbench.LabelSource) labels));
            bench().run(Stage.SEGMENT);
        } else if (click.isSelected()) {
            bench().plan(org.vertebrafe.workbench.Plan::withoutLabels);
        }
    }

    /** Takes the point that was just selected in the CT. */
    void selected(Roi roi) {
        boolean one = roi instanceof PointRoi points && points.getNCoordinates() == 1;
        ImageCt ct = bench().ct().orElse(null);
        if (!one || !click.isSelected() || ct == null || ct.stack().isEmpty()) {
            return;
        }
        try {
            CtStack stack = ct.stack().get();
            Vec3 position = SeedPoints.of(SeedPoints.SELECTION, "", "", ct.image(), stack)
                    .middle();
            Vec3 voxel = stack.volume().grid().toVoxel(position);
            // As the image is shown, which may be the other way round.
            int slice = stack.slice((int) Math.round(voxel.z())) - 1;
            Seed seed = new Seed(new Vec3(Math.rint(voxel.x()), Math.rint(voxel.y()), slice), position);
            if (bench().work()
                    .plan()
                    .seed()
                    .map(Seed::voxel)
                    .filter(seed.voxel()::equals)
                    .isPresent()) {
                return;
            }
            bench().plan(plan -> plan.with(seed));
            if (atOnce.isSelected()) {
                bench().run(Stage.SEGMENT);
            }
        } catch (InputException e) {
            bench().say(e.getMessage());
        }
    }

    private void edit() {
        bench().outcome(Stage.SEGMENT, Outcome.Labelled.class)
                .flatMap(Outcome.Labelled::report)
                .ifPresent(report -> bench().ct().ifPresent(ct -> {
                    ImagePlus image =
                            SegmentationImages.labels(report, ct.stack().orElseThrow());
                    image.show();
                    WindowManager.setCurrentWindow(ct.image().getWindow());
                    IJ.doCommand("Edit Vertebra Labels");
                }));
    }

    @Override
    String action() {
        return "Segment";
    }

    @Override
    String words(Work work) {
        return work.outcome(Stage.SEGMENT, Outcome.Labelled.class)
                .map(done -> done.report().map(report -> report.words()).orElseGet(() -> counted(done)))
                .orElse("");
    }

    private static String counted(Outcome.Labelled done) {
        return done.labels().counts().entrySet().stream()
                .filter(entry -> entry.getKey() > 0)
                .map(entry -> String.format(
                        Locale.ROOT,
                        "label %d: %.1f cm3",
                        entry.getKey(),
                        entry.getValue() * done.labels().grid().voxelVolume() / 1000))
                .limit(8)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    @Override
    String summary(Work work) {
        return work.outcome(Stage.SEGMENT, Outcome.Labelled.class)
                .map(done -> done.report()
                        .map(report -> "from a click, " + report.verdict())
                        .orElse("label map"))
                .orElse("");
    }

    @Override
    void preview(Work work) {
        bench().ct().ifPresent(ct -> {
            IJ.setTool("point");
            work.outcome(Stage.SEGMENT, Outcome.Labelled.class)
                    .ifPresentOrElse(done -> Previews.labels(ct, done.labels()), () -> Previews.clear(ct));
        });
    }

    @Override
    void refreshFields(Work work) {
        form.refresh();
        advanced.refresh();
        below().setVisible(work.outcome(Stage.SEGMENT, Outcome.Labelled.class)
                .flatMap(Outcome.Labelled::report)
                .isPresent());
        List<ImagePlus> now = open(work);
        filling = true;
        if (!now.equals(listed)) {
            listed.clear();
            listed.addAll(now);
            maps.removeAllItems();
            now.forEach(image -> maps.addItem(image.getTitle()));
        }
        work.plan()
                .labels()
                .map(labels -> listed.indexOf(((ImageLabels) labels).image()))
                .filter(index -> index >= 0)
                .ifPresent(maps::setSelectedIndex);
        boolean any = !listed.isEmpty();
        map.setEnabled(any);
        maps.setEnabled(any);
        maps.setVisible(any);
        (work.plan().labels().isPresent() ? map : click).setSelected(true);
        atOnce.setEnabled(click.isSelected());
        filling = false;
    }

    private List<ImagePlus> open(Work work) {
        List<ImagePlus> open = new ArrayList<>();
        ImagePlus ct = bench().ct().map(ImageCt::image).orElse(null);
        int[] ids = WindowManager.getIDList();
        for (int id : ids == null ? new int[0] : ids) {
            ImagePlus image = WindowManager.getImage(id);
            if (image != null
                    && ct != null
                    && !Objects.equals(image, ct)
                    && image.getStackSize() == ct.getStackSize()
                    && image.getWidth() == ct.getWidth()
                    && image.getBitDepth() <= 16) {
                open.add(image);
            }
        }
        return open;
    }
}
