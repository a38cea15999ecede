package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.FolderOpener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.ImagePlusVolumes;
import org.vertebrafe.imagej.LabelContours;
import org.vertebrafe.imagej.LabelImages;
import org.vertebrafe.imagej.SeedPoints;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.io.dicom.CtSeriesHeader;
import org.vertebrafe.io.dicom.CtSeriesWriter;
import org.vertebrafe.segmentation.oneclick.SpineOfThree;

class SegmentVertebraTest {

    /** A voxel in the middle of the sample's body, counted from 0. */
    private static final int[] SEED = {42, 32, 18};

    private static CommandBench bench;
    private static Volume hu;
    private static Labels truth;
    private static ImagePlus ct;

    @BeforeAll
    static void start() throws IOException {
        bench = new CommandBench(SegmentVertebra.class);
        hu = CommandBench.sample();
        truth = CommandBench.sampleLabels();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void fresh() {
        ResultsTable.getResultsTable().reset();
        ct = CommandBench.ct(hu);
    }

    private static Module run(Object... inputs) throws InterruptedException, ExecutionException {
        return bench.run(Map.of("ct", ct), inputs);
    }

    @Test
    void namesTypesAndLabelsAreFrozen() {
        assertThat(FrozenInputs.of(bench.context(), SegmentVertebra.class))
                .containsExactly(
                        "Plugins > VertebraFE > Segment Vertebra...",
                        "ct:ImagePlus:CT",
                        "seed:String:Seed",
                        "position:String:Seed position",
                        "slices:String:Box slices",
                        "vertebra:int:Vertebra",
                        "part:String:Segment",
                        "outlines:boolean:Outlines on the CT");
    }

    @Test
    void aClickGivesLabelsThatAnAnalysisTakesAndSaysHowGoodTheyAre() throws Exception {
        float[] before = hu.values().clone();
        ct.setOverlay(new Overlay(new Roi(1, 1, 3, 3)));
        ct.setSlice(SEED[2] + 1);
        ct.setRoi(new PointRoi(SEED[0], SEED[1]));
        ImagePlus labels = (ImagePlus) run().getOutput("labelMap");
        assertThat(labels.getTitle()).isEqualTo("labels of ct");
        assertThat(labels.getBitDepth()).isEqualTo(8);
        assertThat(labels.getCalibration().getUnit()).isEqualTo("mm");
        assertThat(labels.getProcessor().getColorModel().getRGB(1) & 0xFFFFFF).isEqualTo(LabelImages.colour(1));
        Labels map = ImagePlusVolumes.labels(labels);
        assertThat(map.grid().difference(ImagePlusVolumes.grid(ct))).isEmpty();
        assertThat(map.counts().keySet()).containsExactly(1, 2, 3, 4);
        assertThat(bodyDice(map)).isGreaterThan(0.95);

        ResultsTable table = ResultsTable.getResultsTable();
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.getLabel(0)).isEqualTo("ct");
        assertThat(table.getStringValue("Segmentation verdict", 0)).isEqualTo("good");
        double body = map.counts().get(1) + map.counts().get(2);
        assertThat(table.getValue("Body volume (cm3)", 0))
                .isCloseTo(body * map.grid().voxelVolume() / 1000, within(1e-9));

        JsonObject info = JsonParser.parseString(labels.getInfoProperty()).getAsJsonObject();
        assertThat(info.get("program").getAsString()).startsWith("VertebraFE ");
        assertThat(info.get("verdict").getAsString()).isEqualTo("good");
        assertThat(info.getAsJsonArray("seed_mm")).hasSize(3);

        Roi[] outlines = Arrays.stream(ct.getOverlay().toArray())
                .filter(roi -> roi.getName() != null && roi.getName().startsWith(LabelContours.NAME))
                .toArray(Roi[]::new);
        int outlined = Arrays.stream(outlines)
                .mapToInt(roi -> roi.getContainedPoints().length)
                .sum();
        assertThat(outlined)
                .as("outlines hold the labelled pixels")
                .isEqualTo(map.counts().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        assertThat(ct.getOverlay().size())
                .as("what else is in the overlay stays")
                .isEqualTo(outlines.length + 1);
        assertThat(ImagePlusVolumes.volume(ct).values()).isEqualTo(before);

        bench.run(
                AnalyzeVertebra.class,
                Map.of("ct", ct),
                "labels",
                labels,
                "calibration",
                "b40f",
                "elementSize",
                3.0,
                "maps",
                "none");
        assertThat(table.getValue("Stiffness (N/mm)", 1)).isPositive();
    }

    @Test
    void pointBoxVoxelAndPositionMeanTheSame() {
        CtStack stack = CtStack.hounsfield(ct);
        Vec3 seed = hu.grid().toPatient(SEED[0], SEED[1], SEED[2]);
        ct.setSlice(3);
        PointRoi point = new PointRoi(SEED[0], SEED[1]);
        point.setPosition(SEED[2] + 1);
        ct.setRoi(point);
        assertThat(place("selection", "", "", stack)).isEqualTo(seed);
        ct.setSlice(SEED[2] + 1);
        ct.setRoi(new PointRoi(SEED[0] + 0.7, SEED[1] + 0.2));
        assertThat(place("selection", "", "", stack)).as("within the pixel").isEqualTo(seed);
        ct.setRoi(new Roi(SEED[0] - 20, SEED[1] - 15, 41, 31));
        assertThat(place("selection", "", "", stack).minus(seed).norm()).isLessThan(1e-9);
        // Of the slices 9 to 29 the middle one is 19, which holds the seed.
        assertThat(place("selection", "", "9-29", stack).minus(seed).norm()).isLessThan(1e-9);
        assertThat(place("voxel", "42,32,18", "", stack)).isEqualTo(seed);
        String millimetres = seed.x() + ", " + seed.y() + ", " + seed.z();
        assertThat(place("mm", millimetres, "", stack)).isEqualTo(seed);
    }

    private static Vec3 place(String kind, String numbers, String slices, CtStack stack) {
        return SeedPoints.of(kind, numbers, slices, ct, stack).middle();
    }

    /** The box is more than its middle: a body that reaches out of it is another one than was meant. */
    @Test
    void aBoxHoldsTheBody() throws Exception {
        ct.setSlice(SEED[2] + 1);
        ct.setRoi(new Roi(16, 10, 53, 45));
        ImagePlus labels = (ImagePlus) run("slices", "8-30", "part", "body").getOutput("labelMap");
        assertThat(bodyDice(ImagePlusVolumes.labels(labels))).isGreaterThan(0.95);
        ResultsTable.getResultsTable().reset();
        ct.setOverlay(null);
        ct.setRoi(new Roi(SEED[0] - 8, SEED[1] - 8, 17, 17));
        refuses("more than 5 mm out of it", "part", "body");
        refuses("the first and the last slice", "slices", "16");
        ct.setRoi(new PointRoi(SEED[0], SEED[1]));
        refuses("belong to a rectangle", "slices", "8-30");
    }

    @Test
    void withoutASeedTheVertebraeAreListedAndOneIsTaken() throws Exception {
        Volume spine = SpineOfThree.scan();
        ImagePlus whole = CommandBench.ct(spine);
        ImagePlus before = ct;
        ct = whole;
        try {
            Module listed = run("seed", "automatic");
            assertThat(listed.getOutput("labelMap")).isNull();
            assertThat(Arrays.stream(whole.getOverlay().toArray()).map(Roi::getName))
                    .containsExactly("VertebraFE vertebra 1", "VertebraFE vertebra 2", "VertebraFE vertebra 3");
            assertThat(ResultsTable.getResultsTable().size())
                    .as("a list is no result")
                    .isZero();
            ImagePlus labels = (ImagePlus)
                    run("seed", "automatic", "vertebra", 2, "part", "body").getOutput("labelMap");
            Vec3 middle = middle(ImagePlusVolumes.labels(labels));
            assertThat(middle.minus(SpineOfThree.MIDDLES.get(1)).norm()).isLessThan(4);
        } finally {
            ct = before;
        }
    }

    private static Vec3 middle(Labels map) {
        Vec3 sum = new Vec3(0, 0, 0);
        int n = 0;
        for (int k = 0; k < map.grid().nz(); k++) {
            for (int j = 0; j < map.grid().ny(); j++) {
                for (int i = 0; i < map.grid().nx(); i++) {
                    if (map.get(i, j, k) != 0) {
                        sum = sum.plus(map.grid().toPatient(i, j, k));
                        n++;
                    }
                }
            }
        }
        return sum.times(1.0 / n);
    }

    @Test
    void theBodyAloneWithoutOutlinesFromAVoxel() throws Exception {
        ImagePlus labels = (ImagePlus) run("seed", "voxel", "position", "42,32,18", "part", "body", "outlines", false)
                .getOutput("labelMap");
        assertThat(ImagePlusVolumes.labels(labels).counts().keySet()).containsExactly(1, 2);
        assertThat(ct.getOverlay()).isNull();
    }

    /** ImageJ shows series from the head down: the label map must run the same way, and lie where the CT lies. */
    @Test
    void aDicomSeriesKeepsItsOrderAndPlace(@TempDir Path folder) throws Exception {
        CtSeriesWriter.write(
                hu, new CtSeriesHeader("test", 2, "B40f", 120, 250, 1.5, 123.25, false), folder, Progress.NONE);
        ct = FolderOpener.open(folder.toString(), "");
        CtStack stack = CtStack.hounsfield(ct);
        ct.setSlice(stack.slice(SEED[2]));
        ct.setRoi(new PointRoi(SEED[0], SEED[1]));
        ImagePlus labels = (ImagePlus) run("part", "body").getOutput("labelMap");
        assertThat(bodyDice(stack.labels(labels))).isGreaterThan(0.95);
        int[] inSlices = new int[ct.getStackSize() + 1];
        for (Roi outline : ct.getOverlay().toArray()) {
            inSlices[outline.getPosition()] += outline.getContainedPoints().length;
        }
        for (int slice = 1; slice < inSlices.length; slice++) {
            int[] histogram = labels.getStack().getProcessor(slice).getHistogram();
            assertThat(histogram[1] + histogram[2]).as("slice %d", slice).isEqualTo(inSlices[slice]);
        }
    }

    private static double bodyDice(Labels map) {
        int both = 0;
        int sum = 0;
        for (int at = 0; at < hu.grid().voxels(); at++) {
            boolean ours = map.get(at) == 1 || map.get(at) == 2;
            boolean theirs = truth.get(at) == 1 || truth.get(at) == 2;
            both += ours && theirs ? 1 : 0;
            sum += (ours ? 1 : 0) + (theirs ? 1 : 0);
        }
        return 2.0 * both / sum;
    }

    @Test
    void aCancelledSegmentationLeavesNothingBehind() {
        SegmentVertebra command = new SegmentVertebra();
        bench.context().inject(command);
        Module module = new CommandModule(
                bench.context().service(CommandService.class).getCommand(SegmentVertebra.class), command);
        module.setInput("ct", ct);
        module.setInput("seed", "voxel");
        module.setInput("position", "42,32,18");
        command.cancel("by the user");
        assertThatThrownBy(command::run).isInstanceOf(CancelledException.class);
        assertThat(ResultsTable.getResultsTable().size()).isZero();
        assertThat(ct.getOverlay()).isNull();
    }

    @Test
    void refusesWhatCannotBeSegmentedAndLeavesNothingBehind() {
        refuses("has no selection");
        ct.setRoi(new PointRoi(new int[] {1, 2}, new int[] {3, 4}, 2));
        refuses("2 points are selected");
        ct.setRoi(new Line(1, 1, 5, 5));
        refuses("a point or a rectangle is needed");
        ct.deleteRoi();
        refuses("three numbers are needed", "seed", "voxel", "position", "1,2");
        refuses("three numbers are needed", "seed", "mm", "position", "a,b,c");
        refuses("must be a whole number", "seed", "voxel", "position", "42,32,18.5");
        refuses("the image has 91 x 87 x 37 voxels", "seed", "voxel", "position", "42,32,37");
        refuses("Seed \"click\" is not known", "seed", "click");
        refuses("choose whole vertebra or body", "part", "arch");
        refuses("Click into", "seed", "voxel", "position", "2,2,18");
        ImagePlus density = VolumeImages.image(hu, "density", "mg/cm3", ColourTable.GRAYS, "");
        refuses("image of density", "ct", density, "seed", "voxel", "position", "42,32,18");
    }

    private static void refuses(String message, Object... inputs) {
        assertThatThrownBy(() -> run(inputs))
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .hasMessageContaining(message);
        assertThat(ResultsTable.getResultsTable().size()).isZero();
        assertThat(ct.getOverlay()).isNull();
    }
}
