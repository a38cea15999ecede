package org.vertebrafe.analysis;

/**
 * Everything that decides the outcome of an analysis but the images themselves. Texts are checked against their choices
 * and numbers against their limits by {@link Settings}, through which configurations are made.
 */
public record AnalysisConfig(
        @Setting(
                        label = "Image holds",
                        byDefault = "hu",
                        choices = {"hu", "density"},
                        help = "hu: Hounsfield units, calibrated here; density: bone density in mg/cm3 already.")
                String input,
        @Setting(
                        label = "Density calibration",
                        byDefault = "none",
                        choices = {"none", "image", "file", "b40f", "b70f", "custom"},
                        help = "From HU to density. image: what Calibrate CT Density... left with the image; file: a"
                                + " calibrationFile, for instance of a phantom scan; b40f, b70f: published for those Siemens"
                                + " kernels at 120 kVp, to be used for that protocol only; custom: calibrationSlope and"
                                + " calibrationIntercept.")
                String calibration,
        @Setting(
                        label = "Calibration slope",
                        unit = "g/cm3 per HU",
                        byDefault = "0",
                        min = 0,
                        max = 0.01,
                        help = "Slope of a custom calibration, about 0.0007; one in mg/cm3 per HU: divide it by 1000.")
                double calibrationSlope,
        @Setting(
                        label = "Calibration intercept",
                        unit = "g/cm3",
                        byDefault = "0",
                        min = -1,
                        max = 1,
                        help = "Density at 0 HU of a custom calibration, about 0.")
                double calibrationIntercept,
        @Setting(
                        label = "Calibration file",
                        byDefault = "",
                        file = true,
                        help =
                                "JSON file of calibration file, saved by Calibrate CT Density... or vertebrafe calibrate.")
                String calibrationFile,
        @Setting(
                        label = "Kind of density",
                        byDefault = "k2hpo4",
                        choices = {"k2hpo4", "ha", "ash", "apparent"},
                        expert = true,
                        help = "What the density image or the custom calibration counts: K2HPO4- or"
                                + " hydroxyapatite-equivalent, ash or apparent density.")
                String densityKind,
        @Setting(
                        label = "Density conversion",
                        byDefault = "k2hpo4-as-ash",
                        choices = {
                            "k2hpo4-as-ash",
                            "keyak1994",
                            "kaneko2004",
                            "goodsitt1992-80kvp",
                            "goodsitt1992-140kvp"
                        },
                        expert = true,
                        help = "How to reach the kind of density the law expects, where it is another. The study takes"
                                + " K2HPO4-equivalent density as ash density; apparent density is ash density / 0.6.")
                String conversion,
        @Setting(
                        label = "Label numbering",
                        byDefault = "vertebrafe",
                        choices = {"vertebrafe", "spinefe-benchmark", "totalsegmentator", "verse", "custom"},
                        help =
                                "vertebrafe: 1 trabecular body, 2 cortical body, 3 trabecular process, 4 cortical process, 5"
                                        + " inferior cap, 6 superior cap; totalsegmentator and verse: one number a vertebra, of which"
                                        + " level chooses one; custom: labelRoles.")
                String labelPreset,
        @Setting(
                        label = "Label roles",
                        byDefault = "",
                        expert = true,
                        help = "For custom numbering: for instance 1=body,2=process,7=superior-cap. Roles:"
                                + " trabecular-body, cortical-body, body, trabecular-process, cortical-process, process,"
                                + " vertebra, inferior-cap, superior-cap.")
                String labelRoles,
        @Setting(
                        label = "Level",
                        byDefault = "",
                        help = "Vertebra to take from a label map that holds several, for instance L2; empty: the only"
                                + " one.")
                String level,
        @Setting(
                        label = "Region",
                        byDefault = "whole",
                        choices = {"whole", "body"},
                        help = "whole: body with posterior elements; body: the vertebral body alone.")
                String region,
        @Setting(
                        label = "Elements",
                        byDefault = "hex8",
                        choices = {"hex8", "tet10", "tet4"},
                        help = "hex8: one trilinear brick for each voxel; tet10: quadratic tetrahedra in the smoothed"
                                + " vertebra, as in the study; tet4: linear ones, too stiff unless very fine.")
                String mesh,
        @Setting(
                        label = "Element size",
                        unit = "mm",
                        byDefault = "0",
                        min = 0,
                        max = 10,
                        help = "Edge of the elements; 0: for hex8 the image's own voxels, also where they are not"
                                + " cubes, for tetrahedra 2 mm.")
                double elementSize,
        @Setting(
                        label = "Grading",
                        byDefault = "none",
                        choices = {"none", "2", "4", "8"},
                        expert = true,
                        help = "How many times longer than at the surface the edges of tetrahedra deep inside may be;"
                                + " none: all alike. Saves unknowns where the density inside is even, blurs it"
                                + " where it is not.")
                String grading,
        @Setting(
                        label = "Flattening",
                        unit = "mm",
                        byDefault = "0",
                        min = 0,
                        max = 5,
                        expert = true,
                        help = "How far from the planes fitted to them the endplates of a model of tetrahedra without"
                                + " caps are made plane; 0: they stay as they are. The result says what it adds to the"
                                + " volume.")
                double flatten,
        @Setting(
                        label = "Density-modulus law",
                        byDefault = "morgan2003-vertebra",
                        choices = {
                            "morgan2003-vertebra",
                            "kopperdahl2002",
                            "crawford2003-linear",
                            "keller1994",
                            "crawford-orthotropic",
                            "custom"
                        },
                        help = "How Young's modulus follows from density. morgan2003-vertebra is the study's; custom:"
                                + " lawCoefficient, lawExponent, lawOffset, lawExpects.")
                String law,
        @Setting(
                        label = "Custom law: coefficient",
                        unit = "MPa",
                        byDefault = "4730",
                        min = 0,
                        expert = true,
                        help = "a of a custom law E = offset + a * density^b, density in g/cm3.")
                double lawCoefficient,
        @Setting(
                        label = "Custom law: exponent",
                        byDefault = "1.56",
                        min = 0,
                        max = 10,
                        expert = true,
                        help = "b of a custom law E = offset + a * density^b.")
                double lawExponent,
        @Setting(
                        label = "Custom law: offset",
                        unit = "MPa",
                        byDefault = "0",
                        expert = true,
                        help = "Offset of a custom law E = offset + a * density^b.")
                double lawOffset,
        @Setting(
                        label = "Custom law: kind of density",
                        byDefault = "apparent",
                        choices = {"k2hpo4", "ha", "ash", "apparent"},
                        expert = true,
                        help = "The kind of density a custom law expects.")
                String lawExpects,
        @Setting(
                        label = "Poisson's ratio of bone",
                        byDefault = "0.3",
                        min = 0,
                        max = 0.49,
                        expert = true,
                        help = "Not used by orthotropic laws, which bring their own.")
                double poissonRatio,
        @Setting(
                        label = "Modulus floor",
                        unit = "MPa",
                        byDefault = "0.0001",
                        min = 1e-9,
                        max = 1000,
                        expert = true,
                        help =
                                "Smallest Young's modulus of a bone element: what fatty marrow of negative density gets. The"
                                        + " result says how many elements are at the floor.")
                double modulusFloor,
        @Setting(
                        label = "Density bins",
                        byDefault = "none",
                        choices = {"none", "ogo128", "equal"},
                        expert = true,
                        help = "none: each element has the modulus of its own density; equal: of the middle of its"
                                + " bin, of so many bins of equal width between the model's lowest and highest"
                                + " bone density; ogo128: the 128 bins of the published spineFE benchmark with its"
                                + " off-by-one, to reproduce its numbers only.")
                String binning,
        @Setting(
                        label = "Number of bins",
                        byDefault = "100",
                        min = 1,
                        max = 100000,
                        expert = true,
                        help = "How many density bins there are with binning equal.")
                int bins,
        @Setting(
                        label = "Density mapping",
                        byDefault = "element",
                        choices = {"element", "node", "gauss"},
                        expert = true,
                        help = "How density comes onto tetrahedra. element: the mean over each element's volume, one"
                                + " modulus an element; node: those means averaged at the nodes, linear between"
                                + " them; gauss: the image at each integration point. The last two give moduli at"
                                + " integration points.")
                String densityMapping,
        @Setting(
                        label = "Boundary conditions",
                        byDefault = "study",
                        choices = {"study", "plates-free", "plates-held"},
                        help = "study: inferior endplate fixed, superior endplate moved down and held laterally;"
                                + " plates-free: PMMA caps between smooth plates, free to slide; plates-held: caps held"
                                + " laterally at both plates.")
                String bc,
        @Setting(
                        label = "End caps",
                        byDefault = "auto",
                        choices = {"auto", "labels", "add", "none"},
                        expert = true,
                        help =
                                "auto: none for study; otherwise the label map's, or added where it has none; labels: those"
                                        + " of the label map; add: made by the program.")
                String caps,
        @Setting(
                        label = "End cap thickness",
                        unit = "mm",
                        byDefault = "4",
                        min = 0.1,
                        max = 50,
                        expert = true,
                        help = "PMMA above the highest point of each endplate, for caps the program adds.")
                double capThickness,
        @Setting(
                        label = "End cap modulus",
                        unit = "MPa",
                        byDefault = "2500",
                        min = 1,
                        max = 1e6,
                        expert = true,
                        help = "Young's modulus of the caps (PMMA).")
                double capModulus,
        @Setting(
                        label = "End cap Poisson's ratio",
                        byDefault = "0.3",
                        min = 0,
                        max = 0.49,
                        expert = true,
                        help = "Poisson's ratio of the caps (PMMA).")
                double capPoisson,
        @Setting(
                        label = "Loading axis",
                        byDefault = "auto",
                        choices = {"auto", "vertebra", "image"},
                        expert = true,
                        help =
                                "vertebra: the mean normal of the two endplates; image: the image axis nearest to it; auto:"
                                        + " image where the label map brings its caps, which were made along it, else vertebra.")
                String axis,
        @Setting(
                        label = "Compression",
                        unit = "% of body height",
                        byDefault = "2",
                        min = 0.001,
                        max = 20,
                        expert = true,
                        help =
                                "Displacement for which stress and strain maps are shown. The model is linear: stiffness and"
                                        + " strength do not depend on it.")
                double compression,
        @Setting(
                        label = "Strength definition",
                        byDefault = "reaction-2pct",
                        choices = {"reaction-2pct", "0.0068KH", "pistoia", "pistoia-ogo"},
                        help =
                                "reaction-2pct: reaction force at 2 % compression (the study's); 0.0068KH: 0.0068 x stiffness"
                                        + " x height; pistoia: 2 % of the bone beyond 0.7 % effective strain; pistoia-ogo: 7 % beyond"
                                        + " 1.1 %. All are reported; this one becomes strength_N.")
                String strength,
        @Setting(
                        label = "Solver tolerance",
                        byDefault = "1e-8",
                        min = 1e-14,
                        max = 1e-3,
                        expert = true,
                        help = "Relative residual at which the linear solver stops.")
                double tolerance,
        @Setting(
                        label = "Solver iterations",
                        byDefault = "50000",
                        min = 1,
                        max = 10000000,
                        expert = true,
                        help = "Iterations after which the linear solver gives up.")
                int maxIterations,
        @Setting(
                        label = "Threads",
                        byDefault = "0",
                        min = 0,
                        max = 1024,
                        expert = true,
                        help = "Processors to use; 0: all. Results do not depend on it.")
                int threads) {

    /** The configuration in which everything is as declared by default: that of the study, HU without calibration. */
    public static AnalysisConfig defaults() {
        return Settings.of(AnalysisConfig.class).defaults();
    }
}
