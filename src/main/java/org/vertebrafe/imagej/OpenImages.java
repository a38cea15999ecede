package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import java.awt.GraphicsEnvironment;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.KernelEquation;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.io.dicom.CtAcquisition;

/** What dialogs preset from the images that are open. */
public final class OpenImages {

    private OpenImages() {}

    /**
     * The calibration that a dialog proposes: {@code image} where the active image, or else another, brings one; else the
     * published equation for its kernel. Empty in macros and without a screen, where only what is written counts.
     */
    public static Optional<String> calibration() {
        if (GraphicsEnvironment.isHeadless() || Macro.getOptions() != null) {
            return Optional.empty();
        }
        int[] open = WindowManager.getIDList();
        Stream<ImagePlus> all =
                open == null ? Stream.empty() : IntStream.of(open).mapToObj(WindowManager::getImage);
        return Stream.concat(Stream.ofNullable(WindowManager.getCurrentImage()), all)
                .map(OpenImages::proposal)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The calibration that an image proposes for itself, as {@link #calibration()}. */
    public static Optional<String> calibration(ImagePlus image) {
        return proposal(image);
    }

    private static Optional<String> proposal(ImagePlus image) {
        try {
            if (CarriedCalibration.isDensity(image)) {
                return Optional.empty();
            }
            if (CarriedCalibration.of(image).isPresent()) {
                return Optional.of("image");
            }
            return CtStack.acquisition(image)
                    .map(CtAcquisition::protocol)
                    .flatMap(scan -> KernelEquations.shipped().match(scan).equation())
                    .map(KernelEquation::id);
        } catch (InputException damaged) {
            // A proposal only: the command itself will say what is wrong when the image is chosen.
            return Optional.empty();
        }
    }
}
