package org.vertebrafe.analysis;

/** Everything that decides a density calibration but the image itself and what a person marked in it. */
public record CalibrationConfig(
        @Setting(
                        label = "Method",
                        byDefault = "phantom",
                        choices = {"phantom", "phantomless", "equation", "file"},
                        help =
                                "phantom: rods in this scan; phantomless: the patient's own tissues; equation: published for"
                                        + " the reconstruction kernel; file: a calibrationFile, measured on a phantom in another scan"
                                        + " of the same scanner.")
                String method,
        @Setting(
                        label = "Phantom",
                        byDefault = "auto",
                        help =
                                "The phantom in view: auto looks for every one of the catalogue; catalogue for those of the"
                                        + " catalogue file only; else its id, for instance mindways-model3.")
                String phantom,
        @Setting(
                        label = "Phantom catalogue",
                        byDefault = "",
                        file = true,
                        help =
                                "JSON file with phantoms of your own, or with the values on your phantom's certificate, which"
                                        + " win over the nominal ones. May be empty.")
                String catalogue,
        @Setting(
                        label = "Equation",
                        byDefault = "auto",
                        help =
                                "For method equation: auto takes the one published for the kernel, voltage and maker in the"
                                        + " image's header; b40f, b70f or the id of one in the equation table take that one.")
                String equation,
        @Setting(
                        label = "Equation table",
                        byDefault = "",
                        file = true,
                        expert = true,
                        help = "JSON file with equations of your own by kernel. May be empty.")
                String equationTable,
        @Setting(
                        label = "Calibration file",
                        byDefault = "",
                        file = true,
                        help = "For method file: the JSON file saved from the scan of the phantom.")
                String calibrationFile) {

    /** What is done when nothing is said: find the phantom in view. */
    public static CalibrationConfig defaults() {
        return Settings.of(CalibrationConfig.class).defaults();
    }
}
