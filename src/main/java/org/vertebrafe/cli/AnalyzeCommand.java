package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.VertebraAnalysis;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.imagej.ImageFiles;
import org.vertebrafe.imagej.ResultPictures;
import org.vertebrafe.imagej.report.VertebraReport;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.LoadedCt;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe analyze}: one vertebra from files to files. Its settings are those {@link AnalysisConfig} declares. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Computes stiffness and strength of one vertebra.",
        description = {
            "%nReads a CT in HU (--ct, with a calibration) or an image of density (--density) and a label map on the"
                    + " same grid, NIfTI or ImageJ TIFF, the CT also DICOM; writes result.json, result.csv, maps, the mesh and"
                    + " pictures into a folder and prints the key numbers. With --seed, --seed-mm or --box in place of"
                    + " --labels the vertebra there is segmented first; with --auto the vertebrae are found and listed, and"
                    + " those that --pick names are segmented and analysed. The labels are written beside the rest.%n"
        },
        footer = {
            "%nExamples:",
            "  A CT reconstructed with kernel B40f, labels in VertebraFE's numbering, the study's model:",
            "    vertebrafe analyze --ct ct.nii.gz --calibration b40f --labels labels.nii.gz --out result",
            "  The same with the phantom in view, calibrated before (see vertebrafe calibrate --help):",
            "    vertebrafe analyze --ct ct.nii.gz --calibration image --labels labels.nii.gz --out result",
            "  The whole path from a raw CT: segment around a point, then analyze:",
            "    vertebrafe analyze --ct ct.nii.gz --seed 60,45,71 --calibration b40f --out result",
            "  The same without a point: the third vertebra from the top, or all, named from one that is known:",
            "    vertebrafe analyze --ct ct.nii.gz --auto --pick 3 --calibration b40f --out result",
            "    vertebrafe analyze --ct ct.nii.gz --auto --pick all --level 3=L2 --calibration b40f --out results",
            "  The published benchmark of an L2, reproduced:",
            "    vertebrafe analyze --density density.nii.gz --labels labels.nii.gz --label-preset spinefe-benchmark \\",
            "        --law kopperdahl2002 --bc plates-free --binning ogo128 --out result",
            "  The study's quadratic tetrahedra of 2 mm:",
            "    vertebrafe analyze --ct ct.nii.gz --calibration b40f --labels labels.nii.gz --mesh tet10 --out result",
            "  A vertebra of a TotalSegmentator label map:",
            "    vertebrafe analyze --ct ct.nii.gz --calibration custom --calibration-slope 0.00072 \\",
            "        --labels total.nii.gz --label-preset totalsegmentator --level L2 --out result",
            "%nExit status: 0 done, 2 bad input (the message says what to do), 1 anything else."
        })
final class AnalyzeCommand implements Callable<Integer> {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private static final Pattern IMAGE_NAME =
            Pattern.compile("(.+?)\\.(nii|hdr|img|tiff?)(\\.gz)?", Pattern.CASE_INSENSITIVE);

    /** Said by --ct or --density. */
    private static final String INPUT = "input";

    private static final String LEVEL = "level";

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private ImageOptions image;

    @ArgGroup(multiplicity = "1")
    private Source source;

    /** Labels that there are, or where to make them from. */
    private static final class Source extends StartOptions {
        @Option(names = "--labels", paramLabel = "FILE", description = "Label map on the same grid.")
        private Path labels;
    }

    @Option(
            names = "--pick",
            paramLabel = "N|all",
            description = "With --auto: the number of the vertebra to analyse, 1 is the topmost found, or all that lie"
                    + " wholly in the image. Of all, each gets a folder of its own in --out and a row in"
                    + " vertebrae.csv. --level N=NAME, for instance 3=L2, says which level one of them is.")
    private String pick;

    @Option(
            names = "--body-mask",
            paramLabel = "FILE",
            description =
                    "Mask of the vertebral body (any label but 0), for label maps of whole vertebrae. Default: the"
                            + " body is told by shape.")
    private Path bodyMask;

    @Option(
            names = "--image-calibration",
            paramLabel = "FILE",
            description = "For --calibration image: the calibration of this very scan, as vertebrafe calibrate --out"
                    + " wrote it. Default: the one that travels with the CT, which of DICOM there is none.")
    private Path imageCalibration;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "JSON with any of the settings below, for instance {\"law\": \"kopperdahl2002\"}; options"
                    + " given here win.")
    private Path config;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path out;

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            description = "Name of the vertebra in the results. Default: the image's file name; for DICOM \"ct\","
                    + " since its files are named after the patient.")
    private String name;

    @Option(
            names = "--maps",
            paramLabel = "LIST",
            defaultValue = "standard",
            description = "Maps to write, with commas between them: density, modulus, von-mises, sed,"
                    + " min-principal-strain (these five: standard), max-principal-strain, min-principal-stress,"
                    + " max-principal-stress, hydrostatic, displacement, safety-factor, failed; or all, or none"
                    + " (default: ${DEFAULT-VALUE}). The mesh has all.")
    private String maps;

    @Option(
            names = "--inp",
            description = "Also write the model as model.inp, which CalculiX and Abaqus solve to the same stiffness.")
    private boolean inp;

    @Option(names = "--stl", description = "Also write the surface of the model as surface.stl (LPS, mm).")
    private boolean stl;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write a report, .html: one file with pictures, numbers, configuration and provenance."
                    + " With --auto, a file of that name in each vertebra's folder.")
    private Path report;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    /** The command with an option for each declared setting. */
    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new AnalyzeCommand());
        for (Settings.Item item : SETTINGS.items()) {
            if (!item.name().equals(INPUT)) {
                spec.addOption(SettingOptions.option(item));
            }
        }
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws IOException {
        AnalysisConfig configuration = configuration();
        // Before the work: a map of another name or a place that cannot be written to must not cost its result.
        MapQuantity.ofList(maps);
        if (report != null) {
            VertebraReport.requireWritable(report);
        }
        ResultFiles.prepare(out);
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(
                configuration.threads() == 0 ? Runtime.getRuntime().availableProcessors() : configuration.threads())) {
            Progress progress = quiet
                    ? Progress.NONE
                    : new TerminalProgress(spec.commandLine().getErr());
            return run(configuration, threads, progress) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
        }
    }

    /** Whether all that was asked for could be analysed. */
    private boolean run(AnalysisConfig configuration, TaskExecutor threads, Progress progress) throws IOException {
        String title = name == null ? nameOf(image.file()) : name;
        Pick picked = picked();
        if (source.isStart()) {
            SeededVertebra.check(image.isCt(), bodyMask != null, configuration);
        }
        LoadedCt file = read(configuration, threads, progress);
        VoxelGrid grid = file.image().grid();
        LoadedCt volume = file.inOrder();
        AutoAnalyze.Analyzer analyzer = (vertebra, start, folder) -> analyze(
                SeededVertebra.segment(vertebra, volume, start, configuration, folder, grid, threads, progress),
                configuration,
                folder,
                grid,
                threads,
                progress);
        if (source.isAuto()) {
            return new AutoAnalyze(spec.commandLine().getOut(), picked, title, out)
                    .run(volume.image(), analyzer, threads, progress);
        }
        if (source.isStart()) {
            analyzer.analyze(title, source.start(grid), out);
        } else {
            analyze(labelled(title, volume), configuration, out, grid, threads, progress);
        }
        return true;
    }

    private AnalysisResult analyze(
            AnalysisInput input,
            AnalysisConfig configuration,
            Path folder,
            VoxelGrid grid,
            TaskExecutor threads,
            Progress progress)
            throws IOException {
        AnalysisResult result = VertebraAnalysis.run(input, configuration, threads, progress);
        if (inp) {
            ResultFiles.writeInp(result, folder.resolve("model.inp"), progress);
        }
        if (stl) {
            ResultFiles.writeStl(result, folder.resolve("surface.stl"));
        }
        ResultFiles.write(result, folder, MapQuantity.ofList(maps), grid, progress);
        List<Path> pictures = ResultPictures.write(result, folder);
        Path page = report == null ? null : folder.equals(out) ? report : folder.resolve(report.getFileName());
        if (page != null) {
            VertebraReport.write(result, name == null ? "" : name, page, threads);
        }
        print(result, folder, pictures, page);
        return result;
    }

    private LoadedCt read(AnalysisConfig configuration, TaskExecutor threads, Progress progress) throws IOException {
        if (imageCalibration == null) {
            return ImageFiles.readCt(image.file(), threads, progress);
        }
        if (!configuration.calibration().equals("image")) {
            throw InputException.of(
                    "--image-calibration %s belongs to --calibration image, not to --calibration %s.",
                    imageCalibration, configuration.calibration());
        }
        SavedCalibration own = SavedCalibration.read(imageCalibration);
        return ImageFiles.readCt(image.file(), threads, progress).with(own);
    }

    private Pick picked() {
        if (!source.isAuto()) {
            if (pick != null) {
                throw new InputException("--pick belongs to --auto, which finds the vertebrae.");
            }
            return new Pick(null, null);
        }
        return new Pick(pick, SettingOptions.given(spec, SETTINGS.items()).get(LEVEL));
    }

    private AnalysisConfig configuration() throws IOException {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put(INPUT, image.isCt() ? "hu" : "density");
        changes.putAll(SettingOptions.given(spec, SETTINGS.items()));
        if (source.isAuto()) {
            // There it names what is found, and chooses nothing.
            changes.remove(LEVEL);
        }
        return SETTINGS.with(SettingOptions.read(SETTINGS, config), changes);
    }

    private AnalysisInput labelled(String title, LoadedCt volume) throws IOException {
        Loaded<Labels> map = ImageFiles.readLabels(source.labels);
        List<String> warnings = new ArrayList<>(volume.warnings());
        warnings.addAll(map.warnings());
        Optional<Labels> mask = Optional.empty();
        if (bodyMask != null) {
            Loaded<Labels> loaded = ImageFiles.readLabels(bodyMask);
            warnings.addAll(loaded.warnings());
            mask = Optional.of(VoxelOrder.onto(loaded.image(), volume.image().grid()));
        }
        Labels ordered = VoxelOrder.onto(map.image(), volume.image().grid());
        return new AnalysisInput(
                title, volume.image(), ordered, mask, volume.acquisition(), volume.calibration(), warnings);
    }

    /** A file's name without its ending; of DICOM nothing, since its folders and files are named after the patient. */
    private static String nameOf(Path file) {
        Matcher image = IMAGE_NAME.matcher(file.getFileName().toString());
        return image.matches() ? image.group(1) : "ct";
    }

    private void print(AnalysisResult result, Path folder, List<Path> pictures, Path page) {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.print(Summary.of(result));
        terminal.printf("  %-22s %s%n", "Results", folder.resolve("result.json"));
        pictures.forEach(picture -> terminal.printf("  %-22s %s%n", "Picture", picture));
        if (page != null) {
            terminal.printf("  %-22s %s%n", "Report", page);
        }
        terminal.flush();
    }
}
