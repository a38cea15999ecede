package org.vertebrafe.imagej.workbench;

import ij.ImagePlus;
import ij.io.OpenDialog;
import ij.plugin.frame.RoiManager;
import java.awt.CardLayout;
import java.awt.Component;
import java.awt.Font;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import org.vertebrafe.analysis.CalibrationConfig;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.calibration.KernelEquation;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.PhantomCatalogue;
import org.vertebrafe.imagej.calibrate.CalibrationReport;
import org.vertebrafe.workbench.CalibrationChoice;
import org.vertebrafe.workbench.CalibrationChoice.How;
import org.vertebrafe.workbench.Outcome;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Work;

/** From Hounsfield units to bone density. */
final class CalibratePanel extends StagePanel {

    private static final Settings<CalibrationConfig> SETTINGS = Settings.of(CalibrationConfig.class);

    private final JComboBox<How> how = new JComboBox<>(How.values());
    private final JPanel cards = new JPanel(new CardLayout());
    private final JComboBox<String> phantom = new JComboBox<>();
    private final JComboBox<String> equation = new JComboBox<>();
    private final JTextField file = new JTextField(22);
    private final JCheckBox marked = new JCheckBox("Measure the circles where I moved them");
    private final SettingForm custom;
    private transient Object shown;
    private boolean filling;

    CalibratePanel(Bench bench) {
        super(bench, Stage.CALIBRATE);
        custom = new SettingForm(bench, List.of("calibrationSlope", "calibrationIntercept", "densityKind"), false);
        how.setName("how");
        how.addActionListener(event -> change(now -> now.with((How) how.getSelectedItem())));
        Stream.concat(
                        Stream.of("auto"),
                        PhantomCatalogue.shipped().phantoms().stream().map(Phantom::id))
                .forEach(phantom::addItem);
        Stream.concat(
                        Stream.of("auto"),
                        KernelEquations.shipped().equations().stream().map(KernelEquation::id))
                .forEach(equation::addItem);
        chooses(phantom, "phantom", () -> String.valueOf(phantom.getSelectedItem()));
        chooses(equation, "equation", () -> String.valueOf(equation.getSelectedItem()));
        file.setName("calibrationFile");
        file.addActionListener(event -> set("calibrationFile", file.getText()));
        marked.setToolTipText(
                "Drag the circles in the ROI Manager first: two for each rod, in its first and last slice.");
        marked.addActionListener(
                event -> change(now -> new CalibrationChoice(now.how(), now.config(), marked.isSelected())));
        cards.setOpaque(false);
        cards.add(new JLabel(), How.IMAGE.id());
        marked.setOpaque(false);
        cards.add(Parts.column(4, Parts.row(label("Phantom"), phantom), marked), How.PHANTOM.id());
        cards.add(new JLabel(), How.PHANTOMLESS.id());
        cards.add(Parts.row(label("Equation"), equation), How.EQUATION.id());
        cards.add(Parts.row(label("File"), file, Parts.button("...", "Choose the file", this::browse)), How.FILE.id());
        cards.add(custom, How.CUSTOM.id());
        build(
                "How do Hounsfield units of this scanner become bone density? Best is a phantom that was scanned along.",
                Parts.column(6, Parts.row(how), cards),
                null);
        for (JComponent part : List.of(how, phantom, equation, file, marked)) {
            part.setFont(Parts.font(Font.PLAIN, 1));
        }
    }

    private static JLabel label(String text) {
        JLabel label = new JLabel(text);
        label.setFont(Parts.font(Font.PLAIN, 1));
        return label;
    }

    private void chooses(JComboBox<String> box, String setting, java.util.function.Supplier<String> value) {
        box.setName(setting);
        box.addActionListener(event -> set(setting, value.get()));
    }

    private void set(String setting, String value) {
        change(now ->
                new CalibrationChoice(now.how(), SETTINGS.with(now.config(), Map.of(setting, value)), now.marked()));
    }

    private void change(java.util.function.UnaryOperator<CalibrationChoice> change) {
        if (!filling) {
            bench().plan(plan -> plan.with(change.apply(plan.calibration())));
        }
    }

    private void browse() {
        String path = new OpenDialog("Calibration file").getPath();
        if (path != null) {
            set("calibrationFile", path);
        }
    }

    @Override
    String action() {
        return switch (bench().work().plan().calibration().how()) {
            case PHANTOM -> "Find the phantom";
            case PHANTOMLESS -> "Find the tissues";
            default -> "Calibrate";
        };
    }

    @Override
    String words(Work work) {
        if (!work.plan().hounsfield()) {
            return "The image holds density already: nothing is to be calibrated.";
        }
        return work.outcome(Stage.CALIBRATE, Outcome.Calibrated.class)
                .map(done -> done.result()
                        .map(CalibratePanel::words)
                        .or(() -> done.carried().map(line -> line.calibration().source()))
                        .orElse(""))
                .orElse("");
    }

    /** Equation and origin; the rest stands in the plot. */
    private static String words(CalibrationResult result) {
        return String.join("\n", result.words().subList(0, 2));
    }

    @Override
    String summary(Work work) {
        return work.outcome(Stage.CALIBRATE, Outcome.Calibrated.class)
                .map(done -> work.plan().calibration().how() == How.CUSTOM
                        ? "own line"
                        : done.result()
                                .flatMap(CalibrationResult::phantom)
                                .map(evidence -> evidence.phantom().id())
                                .or(() -> done.carried()
                                        .map(line -> line.calibration().id()))
                                .orElse("not needed"))
                .orElse("");
    }

    @Override
    void preview(Work work) {
        work.outcome(Stage.CALIBRATE, Outcome.Calibrated.class).ifPresent(done -> {
            if (done == shown) {
                return;
            }
            shown = done;
            picture().setIcon(null);
            done.result().ifPresent(result -> bench().ct().ifPresent(ct -> {
                boolean manager = RoiManager.getInstance() != null;
                Previews.quietly(() -> {
                    ct.attaching(result.saved());
                    CalibrationReport.attach(result, ct.image(), ct.stack().orElseThrow());
                });
                if (!manager && RoiManager.getInstance() != null && ct.image().getWindow() != null) {
                    // Not in front of the panel that is being read.
                    java.awt.Rectangle window = ct.image().getWindow().getBounds();
                    RoiManager.getInstance().setLocation(window.x, window.y + window.height + 8);
                }
                CalibrationReport.plot(result, ct.title())
                        .map(ImagePlus::getImage)
                        .ifPresent(plot -> picture().setIcon(Previews.icon(plot)));
            }));
        });
    }

    @Override
    void refreshFields(Work work) {
        filling = true;
        CalibrationChoice choice = work.plan().calibration();
        Map<String, Object> values = new LinkedHashMap<>(SETTINGS.values(choice.config()));
        how.setSelectedItem(choice.how());
        how.setEnabled(work.plan().hounsfield());
        phantom.setSelectedItem(values.get("phantom"));
        equation.setSelectedItem(values.get("equation"));
        if (!file.isFocusOwner()) {
            file.setText(choice.config().calibrationFile());
        }
        marked.setSelected(choice.marked());
        ((CardLayout) cards.getLayout()).show(cards, choice.how().id());
        List<Component> all = new ArrayList<>(List.of(cards.getComponents()));
        // A card layout is as high as its highest card: only the one that is seen shall count.
        all.stream().filter(Component::isVisible).findFirst().ifPresent(card -> {
            int height = card.getPreferredSize().height;
            cards.setPreferredSize(new java.awt.Dimension(Parts.WIDTH, height));
            cards.setMaximumSize(new java.awt.Dimension(Short.MAX_VALUE, height));
        });
        custom.refresh();
        filling = false;
    }
}
