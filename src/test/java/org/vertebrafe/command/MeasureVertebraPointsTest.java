package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.measure.ResultsTable;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.imagej.maps.MappedResult;
import org.vertebrafe.imagej.maps.Profile;

/** Points, profiles and histograms of one analysed sample, read back against its maps. */
class MeasureVertebraPointsTest {

    private static CommandBench bench;
    private static ImagePlus ct;
    private static MappedResult mapped;
    private static int[] centre;

    @BeforeAll
    static void analyse() throws Exception {
        bench = new CommandBench(AnalyzeVertebra.class);
        ct = CommandBench.ct(CommandBench.sample());
        ImagePlus labels = VolumeImages.image(CommandBench.sampleLabels(), "labels", "");
        bench.run(Map.of("ct", ct, "labels", labels, "calibration", "b40f"), "elementSize", 3.0, "maps", "none");
        mapped = MappedResult.require(ct);
        Vec3 voxel =
                mapped.stack().volume().grid().toVoxel(mapped.result().frame().bodyCentre());
        centre = new int[] {
            (int) Math.rint(voxel.x()),
            (int) Math.rint(voxel.y()),
            mapped.stack().slice((int) Math.rint(voxel.z()))
        };
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static String point() {
        return centre[0] + "," + centre[1] + "," + centre[2];
    }

    @Test
    void inputsAreFrozen() {
        assertThat(FrozenInputs.of(bench.context(), MeasureVertebraPoints.class))
                .containsExactly(
                        "Plugins > VertebraFE > Measure Vertebra Points...",
                        "image:ImagePlus:CT or map",
                        "points:String:Points (empty: the point selection)");
        assertThat(FrozenInputs.of(bench.context(), ProbeVertebra.class))
                .containsExactly("Plugins > VertebraFE > Probe Vertebra", "image:ImagePlus:CT or map");
        assertThat(FrozenInputs.of(bench.context(), ProfileVertebra.class))
                .containsExactly(
                        "Plugins > VertebraFE > Profile Vertebra Map...",
                        "image:ImagePlus:CT or map",
                        "quantity:String:Quantity");
        assertThat(FrozenInputs.of(bench.context(), HistogramVertebra.class))
                .containsExactly(
                        "Plugins > VertebraFE > Histogram of Vertebra Map...",
                        "image:ImagePlus:CT or map",
                        "quantity:String:Quantity",
                        "region:String:Region");
    }

    @Test
    void aPointHasTheValuesOfTheMaps() throws Exception {
        ResultsTable table =
                (ResultsTable) bench.run(MeasureVertebraPoints.class, Map.of("image", ct), "points", point() + " 0,0,1")
                        .getOutput("table");
        int row = table.size() - 2;
        assertThat(table.getStringValue("Tissue", row)).endsWith("body");
        assertThat(table.getStringValue("Tissue", row + 1)).isEqualTo("outside");
        assertThat(table.getValue("Von Mises stress (MPa)", row + 1)).isNaN();
        for (MapQuantity quantity : MapQuantity.values()) {
            float map = mapped.map(quantity).getStack().getProcessor(centre[2]).getf(centre[0], centre[1]);
            assertThat((float) table.getValue(quantity.column(), row))
                    .as(quantity.id())
                    .isCloseTo(map, within(1e-6f * Math.abs(map)));
        }
        assertThat(table.getValue("Image (HU)", row))
                .isCloseTo(ct.getStack().getProcessor(centre[2]).getf(centre[0], centre[1]), within(1e-3));
        Vec3 middle = mapped.result().frame().bodyCentre();
        assertThat(table.getValue("Superior (mm)", row)).isCloseTo(middle.z(), within(1.0));
        assertThat(table.getValue("Left (mm)", row)).isCloseTo(middle.x(), within(0.6));
        assertThat(table.getValue("X (pixel)", row)).isEqualTo(centre[0]);
    }

    @Test
    void pointsComeFromTheSelectionToo() throws Exception {
        ImagePlus map = mapped.map(MapQuantity.MODULUS);
        PointRoi points = new PointRoi(centre[0], centre[1]);
        points.setPosition(centre[2]);
        map.setSlice(1);
        map.setRoi(points);
        ResultsTable table = (ResultsTable)
                bench.run(MeasureVertebraPoints.class, Map.of("image", map)).getOutput("table");
        int row = table.size() - 1;
        assertThat(table.getLabel(row)).isEqualTo(map.getTitle());
        assertThat((float) table.getValue("Young's modulus (MPa)", row))
                .isEqualTo(map.getStack().getProcessor(centre[2]).getf(centre[0], centre[1]));
    }

    @Test
    void aProfileRunsInMillimetresThroughTheValuesOfTheMap() {
        ct.setSlice(centre[2]);
        ct.setRoi(new Line(5.5, centre[1] + 0.5, ct.getWidth() - 5.5, centre[1] + 0.5));
        try {
            ResultsTable numbers = Profile.of(ct, MapQuantity.VON_MISES).getResultsTable();
            int last = numbers.size() - 1;
            double length = (ct.getWidth() - 11) * ct.getCalibration().pixelWidth;
            assertThat(numbers.getValueAsDouble(0, last)).isCloseTo(length, within(0.01 * length));
            float[] row = (float[]) mapped.map(MapQuantity.VON_MISES).getStack().getPixels(centre[2]);
            int compared = 0;
            for (int n = 0; n <= last; n++) {
                double x = 5.5 + numbers.getValueAsDouble(0, n) / ct.getCalibration().pixelWidth;
                double value = numbers.getValueAsDouble(1, n);
                // At the border between two pixels either may be meant.
                if (Math.abs(x - Math.rint(x)) > 0.05) {
                    float map = row[centre[1] * ct.getWidth() + (int) x];
                    assertThat(Float.isNaN(map)).isEqualTo(Double.isNaN(value));
                    if (!Float.isNaN(map)) {
                        assertThat((float) value).isCloseTo(map, within(1e-5f * map));
                        compared++;
                    }
                }
            }
            assertThat(compared).isGreaterThan(40);
        } finally {
            ct.deleteRoi();
        }
    }

    @Test
    void aHistogramCountsRegionsAndSelections() throws Exception {
        ResultsTable table =
                (ResultsTable) bench.run(HistogramVertebra.class, Map.of("image", ct), "quantity", "density")
                        .getOutput("table");
        int rows = table.size();
        assertThat(table.getStringValue("Region", rows - 3)).isEqualTo("Trabecular body");
        assertThat(table.getStringValue("Region", rows - 2)).isEqualTo("Cortex of the body");
        assertThat(table.getStringValue("Region", rows - 1)).isEqualTo("Posterior elements");
        assertThat(table.getValue("Mean", rows - 2)).isGreaterThan(1.5 * table.getValue("Mean", rows - 3));
        ct.setRoi(new OvalRoi(centre[0] - 5, centre[1] - 5, 11, 11));
        ct.getRoi().setPosition(centre[2]);
        try {
            ImagePlus plot = (ImagePlus) bench.run(
                            HistogramVertebra.class, Map.of("image", ct), "quantity", "modulus", "region", "selection")
                    .getOutput("plot");
            assertThat(plot.getTitle()).startsWith("Young's modulus in ct");
            int pixels = ct.getRoi().getContainedPoints().length;
            assertThat(table.getValue("Values", rows)).isEqualTo(pixels);
            assertThat(table.getValue("Volume (mm3)", rows))
                    .isCloseTo(pixels * mapped.stack().volume().grid().voxelVolume(), within(1e-6));
        } finally {
            ct.deleteRoi();
        }
    }

    @Test
    void whatIsMissingIsToldWithTheRemedy() {
        refused(MeasureVertebraPoints.class, "no point selection");
        refused(MeasureVertebraPoints.class, "write x,y,slice", "points", "1,2");
        refused(MeasureVertebraPoints.class, "lies outside of \"ct\"", "points", "1,2,999");
        refused(ProfileVertebra.class, "no line selection");
        refused(HistogramVertebra.class, "no area selection", "region", "selection");
        refused(ProbeVertebra.class, "Measure Vertebra Points...");
        ct.setRoi(new Line(0, 0, 5, 0));
        refused(ProfileVertebra.class, "draw it across the vertebra");
        ct.deleteRoi();
        assertThatThrownBy(() -> bench.run(
                        ProbeVertebra.class, Map.of("image", new ImagePlus("x", new ij.process.ByteProcessor(3, 3)))))
                .hasStackTraceContaining("belongs to no result");
    }

    private static void refused(
            Class<? extends org.scijava.command.Command> command, String message, Object... changes) {
        assertThatThrownBy(() -> bench.run(command, Map.of("image", ct), changes))
                .hasStackTraceContaining(message);
    }
}
