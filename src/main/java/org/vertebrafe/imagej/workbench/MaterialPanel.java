package org.vertebrafe.imagej.workbench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vertebrafe.workbench.Outcome;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Work;

/** Stiffness of the elements, and how the vertebra is loaded. */
final class MaterialPanel extends StagePanel {

    private static final List<String> BASIC = List.of("law", "bc");

    private static final double OPACITY = 0.7;

    private final SettingForm form;
    private final SettingForm advanced;

    MaterialPanel(Bench bench) {
        super(bench, Stage.MATERIAL);
        form = new SettingForm(bench, BASIC, true);
        advanced = new SettingForm(
                bench,
                Stage.MATERIAL.shows().stream()
                        .filter(name -> !BASIC.contains(name))
                        .toList(),
                false);
        build("Density gives each element its stiffness; then the vertebra is compressed from above.", form, advanced);
    }

    @Override
    String action() {
        return "Assign the material";
    }

    @Override
    String words(Work work) {
        return work.outcome(Stage.MATERIAL, Outcome.Stiff.class)
                .map(done -> {
                    float[] sorted = done.vertebra().moduli().clone();
                    Arrays.sort(sorted);
                    return String.format(
                            Locale.ROOT,
                            "Young's modulus of the elements: median %,.0f MPa, 5 to 95 %%: %,.0f to %,.0f MPa.%nThe map on"
                                    + " the CT shows it. %,d unknowns.",
                            sorted[sorted.length / 2],
                            sorted[sorted.length / 20],
                            sorted[sorted.length - 1 - sorted.length / 20],
                            done.vertebra().unknowns());
                })
                .orElse("");
    }

    @Override
    String summary(Work work) {
        return work.outcome(Stage.MATERIAL, Outcome.Stiff.class)
                .map(done -> work.plan().analysis().law())
                .orElse("");
    }

    @Override
    void preview(Work work) {
        bench().ct().ifPresent(ct -> work.outcome(Stage.MATERIAL, Outcome.Stiff.class)
                .ifPresent(done -> Previews.map(ct, done.vertebra().modulusMap(), "MPa", OPACITY)));
    }

    @Override
    void refreshFields(Work work) {
        form.refresh();
        advanced.refresh();
    }
}
