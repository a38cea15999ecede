package org.vertebrafe.imagej.workbench;

import ij.io.DirectoryChooser;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JSlider;
import javax.swing.JTextArea;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.ImagePrint;
import org.vertebrafe.imagej.ResultPictures;
import org.vertebrafe.imagej.maps.MappedResult;
import org.vertebrafe.workbench.Action;
import org.vertebrafe.workbench.Light;
import org.vertebrafe.workbench.Outcome;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Work;

/** What came out: key numbers, the map on the CT, and the ways to everything else. */
final class ResultsPanel extends StagePanel {

    private final JComboBox<String> quantity = new JComboBox<>();
    private final JSlider opacity = new JSlider(10, 100, 80);
    private final List<JButton> views = new ArrayList<>();
    private final SettingForm form;
    private final JTextArea numbers = Parts.text("", Color.BLACK, 1.15);
    private transient MappedResult mapped;

    ResultsPanel(Bench bench) {
        super(bench, Stage.RESULTS);
        form = new SettingForm(bench, List.of("strength"), true);
        for (MapQuantity each : MapQuantity.values()) {
            quantity.addItem(each.title());
        }
        quantity.setName("quantity");
        quantity.setSelectedItem(MapQuantity.VON_MISES.title());
        quantity.addActionListener(event -> preview(bench().work()));
        opacity.setName("opacity");
        opacity.setOpaque(false);
        opacity.setToolTipText("Opacity of the map; less lets the CT shine through.");
        opacity.addChangeListener(event -> {
            if (!opacity.getValueIsAdjusting()) {
                preview(bench().work());
            }
        });
        JLabel shown = new JLabel("Map on the CT");
        JLabel through = new JLabel("Opacity");
        for (javax.swing.JComponent part : List.of(quantity, shown, through)) {
            part.setFont(Parts.font(Font.PLAIN, 1));
        }
        build(
                "A number for a model of this vertebra, not a diagnosis.",
                Parts.column(6, numbers, Parts.row(shown, quantity), Parts.row(through, opacity)),
                form);
        for (ResultView view : ResultView.ALL) {
            views.add(Parts.button(view.title(), view.help(), () -> open(view)));
        }
        views.add(Parts.button(
                "Save all result files...", "result.json, maps, mesh and pictures into a folder.", this::save));
        for (int i = 0; i < views.size(); i += 2) {
            below().add(i + 1 < views.size() ? Parts.row(views.get(i), views.get(i + 1)) : Parts.row(views.get(i)));
            below().add(Box.createVerticalStrut(5));
        }
    }

    private Optional<AnalysisResult> result() {
        return bench().outcome(Stage.RESULTS, Outcome.Finished.class).map(Outcome.Finished::result);
    }

    /** The result with its CT, of which every other command finds it too. */
    private Optional<MappedResult> mapped() {
        Optional<AnalysisResult> result = result();
        if (result.isEmpty() || bench().ct().flatMap(ImageCt::stack).isEmpty()) {
            return Optional.empty();
        }
        if (mapped == null || mapped.result() != result.get()) {
            ImageCt ct = bench().ct().orElseThrow();
            if (ImagePrint.isClosed(ct.image())) {
                return Optional.empty();
            }
            mapped = MappedResult.of(result.get(), ct.stack().orElseThrow(), ct.image());
        }
        return Optional.of(mapped);
    }

    private MapQuantity chosen() {
        return MapQuantity.values()[Math.max(0, quantity.getSelectedIndex())];
    }

    private void open(ResultView view) {
        MapQuantity wanted = chosen();
        mapped().ifPresent(mapped -> bench().ct().ifPresent(ct -> bench().start(
                        view.title(), (threads, progress) -> view.opening().open(mapped, wanted, ct))));
    }

    private void save() {
        String folder = new DirectoryChooser("Folder for the results").getDirectory();
        if (folder != null) {
            save(Path.of(folder));
        }
    }

    /** Saves all result files into a folder. */
    void save(Path folder) {
        result().ifPresent(result -> bench().start("Saving the results", (threads, progress) -> {
            try {
                ResultFiles.write(result, folder, progress);
                ResultPictures.write(result, folder);
            } catch (IOException e) {
                throw new UncheckedIOException("The results cannot be saved in " + folder + ": " + e.getMessage(), e);
            }
            bench().say("Saved in " + folder);
        }));
    }

    /** The commands that show on the CT what is shown now. */
    List<Action> shown() {
        if (bench().work().light(Stage.RESULTS) != Light.DONE) {
            return List.of();
        }
        String ct = bench().ct().orElseThrow().title();
        Map<String, String> images = new LinkedHashMap<>();
        images.put("ct", ct);
        images.put("map", MapQuantity.VON_MISES.id() + " of " + ct);
        return List.of(new Action(
                "Overlay Vertebra Map...",
                "org.vertebrafe.command.OverlayVertebraMap",
                images,
                Map.of("quantity", chosen().id(), "opacity", (double) opacity.getValue())));
    }

    @Override
    String action() {
        return "Show the results";
    }

    @Override
    String words(Work work) {
        // Above the map, in larger letters.
        return "";
    }

    private static String numbers(Work work) {
        return work.outcome(Stage.RESULTS, Outcome.Finished.class)
                .map(done -> {
                    AnalysisResult result = done.result();
                    return String.format(
                            Locale.ROOT,
                            "Stiffness  %,.0f N/mm%nStrength  %,.0f N (%s)%nMean density of the body  %.1f mg/cm3",
                            result.stiffness(),
                            result.strength(),
                            result.strengthDefinition().id(),
                            result.meanBodyDensity());
                })
                .orElse("");
    }

    @Override
    String summary(Work work) {
        return work.outcome(Stage.RESULTS, Outcome.Finished.class)
                .map(done -> String.format(
                        Locale.ROOT, "K = %,.0f N/mm", done.result().stiffness()))
                .orElse("");
    }

    @Override
    void preview(Work work) {
        mapped().ifPresent(result ->
                bench().ct().ifPresent(ct -> Previews.result(ct, result, chosen(), opacity.getValue() / 100.0)));
    }

    @Override
    void refreshFields(Work work) {
        form.refresh();
        Parts.say(numbers, numbers(work));
        boolean there = work.outcome(Stage.RESULTS, Outcome.Finished.class).isPresent();
        quantity.setEnabled(there);
        opacity.setEnabled(there);
        views.forEach(view -> view.setEnabled(there));
    }
}
