package org.vertebrafe.calibration.tissues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.Nifti;

/** Tissues of a real native CT of the abdomen, 3 mm voxels, with a hip prosthesis. */
class RealTissuesTest {

    private static final Path TORSO = Path.of("../shared/data/torso-ct/ct.nii.gz");

    private static FoundTissues found;

    @BeforeAll
    static void find() throws IOException {
        Volume ct = Nifti.readVolume(TORSO).image();
        found = TissueFinder.find(ct, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    @Test
    void airAndFatReadAsMeasuredByHand() {
        assertThat(hu(ReferenceTissue.AIR)).isCloseTo(-997, within(4.0));
        assertThat(hu(ReferenceTissue.ADIPOSE)).isCloseTo(-105, within(4.0));
    }

    private static double hu(ReferenceTissue tissue) {
        return found.region(tissue).orElseThrow().sample().meanHu();
    }
}
