package org.vertebrafe.calibration;

import java.util.List;
import org.vertebrafe.base.Choice;
import org.vertebrafe.base.InputException;

/** How a density calibration was come by, which decides what its densities may be compared with. */
public enum CalibrationMethod {
    /** Slope and intercept typed in by the user. */
    GIVEN("given", "given by the user"),
    /** An equation from the literature, chosen by reconstruction kernel. */
    PUBLISHED("published", "published equation"),
    /** Rods of a phantom in the same scan. */
    PHANTOM("phantom", "phantom in view"),
    /** Rods of a phantom in another scan of the same scanner. */
    ASYNCHRONOUS("asynchronous", "asynchronous phantom scan"),
    /** The patient's own tissues. */
    PHANTOMLESS("phantomless", "phantomless (internal tissues)");

    private final String id;
    private final String words;

    CalibrationMethod(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** The name in files. */
    public String id() {
        return id;
    }

    /** The name for a person. */
    public String words() {
        return words;
    }

    /**
     * The method of a name in a file.
     *
     * @throws InputException listing the names there are
     */
    public static CalibrationMethod ofId(String id) {
        return Choice.of("Calibration method", id, List.of(values()), CalibrationMethod::id);
    }
}
