package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.ImagePlusVolumes;
import org.vertebrafe.io.Nifti;

class OpenSampleVertebraTest {

    @Test
    void opensTheImagesThatShipAsFiles() throws Exception {
        try (Context context = new Context(CommandService.class, ModuleService.class, TaskService.class)) {
            CommandInfo info = context.service(CommandService.class).getCommand(OpenSampleVertebra.class);
            assertThat(info.getMenuPath().getMenuString()).isEqualTo("File > Open Samples > VertebraFE Synthetic L2");
            Module module = context.service(ModuleService.class).run(info, true).get();
            ImagePlus ct = (ImagePlus) module.getOutput("ct");
            ImagePlus labels = (ImagePlus) module.getOutput("labels");
            assertThat(ct.getTitle()).isEqualTo("synthetic-L2-ct");
            Volume file = Nifti.readVolume(Path.of("test-images/synthetic-L2-ct.nii.gz"))
                    .image();
            assertThat(ImagePlusVolumes.hounsfield(ct).values()).isEqualTo(file.values());
            Labels map = Nifti.readLabels(Path.of("test-images/synthetic-L2-labels.nii.gz"))
                    .image();
            assertThat(ImagePlusVolumes.labels(labels).counts()).isEqualTo(map.counts());
            assertThat(ct.getInfoProperty()).contains("no patient");
        }
    }

    @Test
    void eachSampleHasItsOwnNameInTheMenu() {
        try (Context context = new Context(CommandService.class)) {
            CommandService commands = context.service(CommandService.class);
            assertThat(List.of(OpenVirtualPatientB40f.class, OpenVirtualPatientB70f.class))
                    .extracting(
                            sample -> commands.getCommand(sample).getMenuPath().getMenuString())
                    .containsExactly(
                            "File > Open Samples > VertebraFE Virtual Patient (B40f-like)",
                            "File > Open Samples > VertebraFE Virtual Patient (B70f-like)");
            CommandInfo info = commands.getCommand(OpenVirtualPatientB70f.class);
            assertThat(info.outputs()).extracting(item -> item.getName()).containsExactly("labels", "ct");
        }
    }
}
