package org.vertebrafe.imagej.workbench;

import java.util.List;
import java.util.Locale;
import org.vertebrafe.analysis.MeshedVertebra;
import org.vertebrafe.imagej.QualityPicture;
import org.vertebrafe.workbench.Outcome;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Work;

/** The elements. */
final class MeshPanel extends StagePanel {

    private final SettingForm form;
    private final SettingForm advanced;
    private transient Object pictured;

    MeshPanel(Bench bench) {
        super(bench, Stage.MESH);
        form = new SettingForm(bench, List.of("mesh", "elementSize"), true);
        advanced = new SettingForm(bench, List.of("grading", "flatten"), true);
        build("The vertebra is divided into elements. As it is will do for a first look.", form, advanced);
    }

    @Override
    String action() {
        return "Mesh";
    }

    @Override
    String words(Work work) {
        return work.outcome(Stage.MESH, Outcome.Meshed.class)
                .map(done -> {
                    MeshedVertebra vertebra = done.vertebra();
                    return String.format(
                            Locale.ROOT,
                            "%,d elements (%s), %,d nodes%s",
                            vertebra.mesh().elements(),
                            vertebra.mesh().type().name().toLowerCase(Locale.ROOT),
                            vertebra.mesh().nodes(),
                            vertebra.caps() ? ", with end caps" : "");
                })
                .orElse("");
    }

    @Override
    String summary(Work work) {
        return work.outcome(Stage.MESH, Outcome.Meshed.class)
                .map(done -> String.format(
                        Locale.ROOT, "%,d elements", done.vertebra().mesh().elements()))
                .orElse("");
    }

    @Override
    void preview(Work work) {
        bench().ct().ifPresent(ct -> work.outcome(Stage.MESH, Outcome.Meshed.class)
                .ifPresentOrElse(done -> Previews.mask(ct, done.vertebra().mask(), "the elements"), () -> work.outcome(
                                Stage.SEGMENT, Outcome.Labelled.class)
                        .ifPresent(done -> Previews.labels(ct, done.labels()))));
        work.outcome(Stage.MESH, Outcome.Meshed.class)
                .filter(done -> done != pictured)
                .ifPresent(done -> {
                    pictured = done;
                    picture()
                            .setIcon(done.vertebra()
                                    .quality()
                                    .map(QualityPicture::draw)
                                    .map(Previews::icon)
                                    .orElse(null));
                });
    }

    @Override
    void refreshFields(Work work) {
        form.refresh();
        advanced.refresh();
    }
}
