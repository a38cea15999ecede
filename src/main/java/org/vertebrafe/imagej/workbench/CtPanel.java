package org.vertebrafe.imagej.workbench;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.CarriedCalibration;
import org.vertebrafe.imagej.OpenImages;
import org.vertebrafe.imagej.maps.MappedImage;
import org.vertebrafe.workbench.CalibrationChoice;
import org.vertebrafe.workbench.CtData;
import org.vertebrafe.workbench.Outcome;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Work;

/** Which image is the CT. */
final class CtPanel extends StagePanel {

    private static final List<String> SAMPLES = List.of(
            "VertebraFE Virtual Patient (B40f-like)",
            "VertebraFE Virtual Patient (B70f-like)",
            "VertebraFE Synthetic L2");

    private final JComboBox<String> images = new JComboBox<>();
    private final transient List<ImagePlus> listed = new ArrayList<>();
    private final SettingForm advanced;
    private boolean filling;

    CtPanel(Bench bench) {
        super(bench, Stage.CT);
        advanced = new SettingForm(bench, Stage.CT.shows(), true);
        images.setName("ct");
        images.setFont(Parts.font(java.awt.Font.PLAIN, 1));
        images.addActionListener(event -> {
            int chosen = images.getSelectedIndex();
            if (!filling && chosen >= 0 && chosen < listed.size()) {
                choose(listed.get(chosen));
            }
        });
        JButton[] sample = new JButton[1];
        sample[0] =
                Parts.button("Open a sample \u25BE", "Computed CTs to try everything on; nobody was scanned.", () -> {
                    JPopupMenu menu = new JPopupMenu();
                    SAMPLES.forEach(
                            name -> menu.add(new JMenuItem(name)).addActionListener(event -> IJ.doCommand(name)));
                    menu.show(sample[0], 0, sample[0].getHeight());
                });
        build(
                "Choose the CT: a stack in Hounsfield units, with its voxel size in mm. Its pixels are never changed.",
                Parts.column(
                        8,
                        Parts.row(images),
                        Parts.row(
                                Parts.button(
                                        "Open a DICOM series...",
                                        "A folder of CT slices, in the right order and in HU.",
                                        () -> IJ.doCommand("Open CT Series...")),
                                sample[0])),
                advanced);
    }

    /** Takes an image as the CT and reads it. */
    void choose(ImagePlus image) {
        ImageCt ct = new ImageCt(image);
        if (bench().ct().filter(ct::equals).isPresent()) {
            return;
        }
        boolean density = CarriedCalibration.isDensity(image);
        bench().plan(plan ->
                plan.with(ct).with("input", density ? "density" : "hu").with(proposal(image, plan.calibration())));
        bench().run(Stage.CT);
    }

    /** What the image itself says about how to calibrate it. */
    private static CalibrationChoice proposal(ImagePlus image, CalibrationChoice now) {
        return OpenImages.calibration(image)
                .map(how ->
                        now.with(how.equals("image") ? CalibrationChoice.How.IMAGE : CalibrationChoice.How.EQUATION))
                .orElse(CalibrationChoice.DEFAULT);
    }

    /** The image to begin with: the active one, if it may be a CT. */
    static java.util.Optional<ImagePlus> first() {
        ImagePlus active = WindowManager.getCurrentImage();
        return java.util.stream.Stream.concat(java.util.stream.Stream.ofNullable(active), open().stream())
                .filter(image -> image.getTitle().toLowerCase(Locale.ROOT).contains("ct") || image.getBitDepth() >= 16)
                .filter(CtPanel::mayBeCt)
                .findFirst();
    }

    private static boolean mayBeCt(ImagePlus image) {
        return image.getStackSize() > 1
                && image.getBitDepth() != 24
                && !MappedImage.isMade(image)
                && !image.getTitle().startsWith("labels of ")
                && !image.getTitle().endsWith("-labels");
    }

    private static List<ImagePlus> open() {
        List<ImagePlus> open = new ArrayList<>();
        int[] ids = WindowManager.getIDList();
        if (ids != null) {
            for (int id : ids) {
                ImagePlus image = WindowManager.getImage(id);
                if (image != null && mayBeCt(image)) {
                    open.add(image);
                }
            }
        }
        return open;
    }

    @Override
    String action() {
        return "Read the CT";
    }

    @Override
    String words(Work work) {
        return work.outcome(Stage.CT, Outcome.Read.class)
                .map(read -> words(read.ct()))
                .orElse("");
    }

    private static String words(CtData ct) {
        VoxelGrid grid = ct.volume().grid();
        Vec3 spacing = grid.spacing();
        String size = String.format(
                Locale.ROOT,
                "%d \u00D7 %d \u00D7 %d voxels of %.3g \u00D7 %.3g \u00D7 %.3g mm",
                grid.nx(),
                grid.ny(),
                grid.nz(),
                spacing.x(),
                spacing.y(),
                spacing.z());
        String carried = ct.carried()
                .map(line ->
                        "\nA calibration travels with it: " + line.calibration().id())
                .orElse("");
        String kernel =
                ct.scan().kernel().map(name -> "\nKernel " + name.name()).orElse("");
        return size + kernel + carried;
    }

    @Override
    String summary(Work work) {
        return work.outcome(Stage.CT, Outcome.Read.class)
                .map(read -> read.ct().title())
                .orElse("");
    }

    @Override
    void refreshFields(Work work) {
        advanced.refresh();
        List<ImagePlus> now = open();
        bench().ct().map(ImageCt::image).filter(image -> !now.contains(image)).ifPresent(image -> {
            if (work.seen().problem().isEmpty()) {
                now.add(image);
            }
        });
        if (!now.equals(listed)
                || !now.stream().map(ImagePlus::getTitle).toList().equals(titles())) {
            filling = true;
            listed.clear();
            listed.addAll(now);
            images.removeAllItems();
            now.forEach(image -> images.addItem(image.getTitle()));
            filling = false;
        }
        filling = true;
        images.setEnabled(!listed.isEmpty());
        images.setSelectedIndex(
                bench().ct().map(ct -> listed.indexOf(ct.image())).orElse(-1));
        filling = false;
    }

    private List<String> titles() {
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < images.getItemCount(); i++) {
            titles.add(images.getItemAt(i));
        }
        return titles;
    }
}
