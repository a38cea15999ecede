package org.vertebrafe.imagej.workbench;

import com.google.gson.JsonObject;
import ij.ImagePlus;
import java.util.Optional;
import org.vertebrafe.analysis.CalibrationInput;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.imagej.CarriedCalibration;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.ImageOpening;
import org.vertebrafe.imagej.ImagePrint;
import org.vertebrafe.imagej.calibrate.RodRois;
import org.vertebrafe.workbench.CtData;
import org.vertebrafe.workbench.CtSource;
import org.vertebrafe.workbench.Opening;

/** The CT of the work: an open image. */
public final class ImageCt implements CtSource {

    private final ImagePlus image;
    private final String title;
    private final Opening opening;
    private volatile CtStack stack;
    private volatile String attached = "";
    private volatile Optional<SavedCalibration> before = Optional.empty();

    /** The CT in an image. */
    public ImageCt(ImagePlus image) {
        this.image = image;
        this.title = image.getTitle();
        this.opening = ImageOpening.of(image);
    }

    /** The image itself. */
    public ImagePlus image() {
        return image;
    }

    /** How the image was read last; empty before that. */
    public Optional<CtStack> stack() {
        return Optional.ofNullable(stack);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String fingerprint() {
        return ImagePrint.of(image, "CT");
    }

    @Override
    public CtData read(boolean hounsfield) {
        String print = fingerprint();
        CtStack read = hounsfield ? CtStack.hounsfield(image) : CtStack.density(image);
        stack = read;
        return new CtData(title, read.volume(), read.acquisition(), read.scan(), carried(), read.warnings(), print);
    }

    @Override
    public Optional<SavedCalibration> carried() {
        if (ImagePrint.isClosed(image)) {
            return Optional.empty();
        }
        Optional<SavedCalibration> now = CarriedCalibration.of(image);
        return now.isPresent() && now.get().toLine().equals(attached) ? before : now;
    }

    /** Remembers that the work itself is about to let a calibration travel with the image. */
    void attaching(SavedCalibration calibration) {
        before = carried();
        attached = calibration.toLine();
    }

    /** Keeps what the pixels do not tell: which calibration the work itself let travel with the image. */
    void keep(JsonObject json) {
        json.addProperty("attached", attached);
        before.ifPresent(line -> json.addProperty("before", line.toLine()));
    }

    /** Takes in what was kept. */
    void remember(JsonObject json) {
        attached = json.has("attached") ? json.get("attached").getAsString() : "";
        before = Optional.ofNullable(json.get("before"))
                .map(line -> SavedCalibration.ofJson(line.getAsString(), "The calibration of the CT"));
    }

    @Override
    public CalibrationInput.MarkedRods rods() {
        return RodRois.read(
                image,
                stack().orElseThrow(() -> new InputException("The CT is not read yet: go back to the first stage.")));
    }

    @Override
    public Opening opening() {
        return opening;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageCt ct && ct.image == image;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(image);
    }
}
