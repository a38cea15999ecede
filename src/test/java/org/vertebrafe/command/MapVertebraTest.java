package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.CompositeImage;
import ij.ImagePlus;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleService;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.Axes;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.MapOverlay;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.imagej.maps.MappedResult;

/** Maps, hyperstack, sections and overlays of one analysed sample. */
class MapVertebraTest {

    private static CommandBench bench;
    private static ImagePlus ct;
    private static ImagePlus channels;
    private static MappedResult mapped;
    private static AnalysisResult result;

    @BeforeAll
    static void analyse() throws Exception {
        bench = new CommandBench(AnalyzeVertebra.class);
        ct = CommandBench.ct(CommandBench.sample());
        ImagePlus labels = VolumeImages.image(CommandBench.sampleLabels(), "labels", "");
        channels = (ImagePlus) bench.run(
                        Map.of("ct", ct, "labels", labels, "calibration", "b40f"),
                        "elementSize",
                        3.0,
                        "maps",
                        "hyperstack")
                .getOutput("mapStack");
        mapped = MappedResult.require(ct);
        result = mapped.result();
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Test
    void inputsAreFrozen() {
        assertThat(FrozenInputs.of(bench.context(), MapVertebra.class))
                .containsExactly(
                        "Plugins > VertebraFE > Open Vertebra Map...",
                        "image:ImagePlus:CT or map",
                        "quantity:String:Quantity");
        assertThat(FrozenInputs.of(bench.context(), SectionVertebra.class))
                .containsExactly(
                        "Plugins > VertebraFE > Section Vertebra Map...",
                        "image:ImagePlus:CT or map",
                        "quantity:String:Quantity",
                        "plane:String:Plane",
                        "offset:double:Offset [mm]",
                        "pixel:double:Pixel size [mm]",
                        "opacity:double:Opacity [%]",
                        "only:String:Show only");
    }

    @Test
    void aHyperstackHasAChannelForEveryQuantity() {
        assertThat(channels).isInstanceOf(CompositeImage.class);
        assertThat(channels.getNChannels()).isEqualTo(MapQuantity.values().length);
        assertThat(channels.getCalibration().getUnit()).isEqualTo("mm");
        assertThat(channels.getNSlices()).isLessThan(ct.getStackSize());
        Volume whole = result.map(MapQuantity.HYDROSTATIC);
        double offset = 0;
        for (MapQuantity quantity : MapQuantity.values()) {
            int c = quantity.ordinal() + 1;
            int at = channels.getStackIndex(c, 5, 1);
            assertThat(channels.getStack().getSliceLabel(at)).isEqualTo(quantity.titleWithUnit());
            if (quantity == MapQuantity.HYDROSTATIC) {
                channels.setPosition(c, 5, 1);
                assertThat(channels.getDisplayRangeMin()).isEqualTo(-channels.getDisplayRangeMax());
                offset = sum(channels, c);
            }
        }
        double expected = 0;
        for (float value : whole.values()) {
            expected += Float.isNaN(value) ? 0 : value;
        }
        assertThat(offset).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
    }

    private static double sum(ImagePlus image, int channel) {
        double sum = 0;
        for (int z = 1; z <= image.getNSlices(); z++) {
            for (float value : (float[]) image.getStack().getPixels(image.getStackIndex(channel, z, 1))) {
                sum += Float.isNaN(value) ? 0 : value;
            }
        }
        return sum;
    }

    @Test
    void theHyperstackLiesWhereTheCtDoes() {
        // The same voxel by its millimetres in both.
        double dx = ct.getCalibration().xOrigin - channels.getCalibration().xOrigin;
        double dy = ct.getCalibration().yOrigin - channels.getCalibration().yOrigin;
        double dz = ct.getCalibration().zOrigin - channels.getCalibration().zOrigin;
        ImagePlus map = mapped.map(MapQuantity.VON_MISES);
        int c = MapQuantity.VON_MISES.ordinal() + 1;
        int compared = 0;
        for (int z = 1; z <= channels.getNSlices(); z++) {
            float[] part = (float[]) channels.getStack().getPixels(channels.getStackIndex(c, z, 1));
            for (int p = 0; p < part.length; p++) {
                int x = (int) Math.rint(p % channels.getWidth() + dx);
                int y = (int) Math.rint(p / channels.getWidth() + dy);
                int slice = (int) Math.rint(z + dz);
                float whole = map.getStack().getProcessor(slice).getf(x, y);
                assertThat(Float.floatToIntBits(part[p])).isEqualTo(Float.floatToIntBits(whole));
                compared += Float.isNaN(whole) ? 0 : 1;
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }

    @Test
    void aSectionFollowsTheVertebraAndHoldsTheElementsValues() throws Exception {
        ImagePlus section = (ImagePlus) bench.run(
                        SectionVertebra.class,
                        Map.of("image", ct),
                        "quantity",
                        "displacement",
                        "plane",
                        "coronal",
                        "offset",
                        4.0,
                        "pixel",
                        0.5)
                .getOutput("section");
        assertThat(section.getNChannels()).isEqualTo(2);
        assertThat(section.getStack().getSliceLabel(2)).isEqualTo("Displacement [mm]");
        assertThat(section.getCalibration().pixelWidth).isEqualTo(0.5);
        assertThat(section.getOverlay().get(0).getName()).startsWith(MapOverlay.NAME);
        // Loaded from above along the vertebra: what moves most is at the top.
        float[] values = (float[]) section.getStack().getPixels(2);
        double top = mean(values, section.getWidth(), true);
        double bottom = mean(values, section.getWidth(), false);
        assertThat(top).isGreaterThan(10 * bottom);
        // The element below a pixel is that of its place in the patient.
        Axes axes = Axes.of(result.frame());
        Vec3 centre = result.frame().bodyCentre().plus(result.frame().anterior().times(4));
        assertThat(axes.coordinates(centre).y())
                .isCloseTo(axes.coordinates(result.frame().bodyCentre()).y() - 4, within(1e-9));
        assertThatThrownBy(() -> bench.run(SectionVertebra.class, Map.of("image", ct), "offset", 200.0))
                .hasStackTraceContaining("misses the vertebra, which reaches from");
        assertThatThrownBy(() -> bench.run(SectionVertebra.class, Map.of("image", ct), "pixel", 0.01))
                .hasStackTraceContaining("must be 0.05..5");
    }

    private static double mean(float[] values, int width, boolean first) {
        double sum = 0;
        int n = 0;
        for (int row = 0; row < values.length / width && n < 20; row++) {
            int y = first ? row : values.length / width - 1 - row;
            for (int x = 0; x < width; x++) {
                if (!Float.isNaN(values[y * width + x])) {
                    sum += values[y * width + x];
                    n++;
                }
            }
        }
        return sum / n;
    }

    @Test
    void anyQuantityGoesOnTheCt() throws Exception {
        ImagePlus vonMises = mapped.map(MapQuantity.VON_MISES);
        bench.run(
                OverlayVertebraMap.class,
                Map.of("ct", ct, "map", vonMises),
                "quantity",
                "safety-factor",
                "only",
                "< 2",
                "bar",
                false);
        int some = ct.getOverlay().size();
        mapped.overlay(ct, MapQuantity.SAFETY_FACTOR, mapped.style(MapQuantity.SAFETY_FACTOR));
        assertThat(ct.getOverlay().size()).isGreaterThan(some);
        MapOverlay.clear(ct);
        assertThat(ct.getOverlay().size()).isZero();
    }

    @Test
    void mapsAreInTheColoursOfTheirQuantity() {
        for (MapQuantity quantity : EnumSet.of(MapQuantity.HYDROSTATIC, MapQuantity.MIN_PRINCIPAL_STRESS)) {
            ImagePlus map = mapped.map(quantity);
            assertThat(map.getLuts()[0].getRGB(7) & 0xFFFFFF)
                    .isEqualTo(ColourTable.of(quantity.scale()).colours()[7]);
            assertThat(ResultImages.quantity(map)).contains(quantity);
            assertThat(MappedResult.of(map)).contains(mapped);
        }
        assertThat(result.map(
                                MapQuantity.SAFETY_FACTOR,
                                result.locate(result.image().grid(), TaskExecutors.singleThreaded()))
                        .values())
                .isEqualTo(result.map(MapQuantity.SAFETY_FACTOR).values());
    }

    @Test
    void choicesOfTheCommandsAreTheCatalogue() {
        for (Class<? extends org.scijava.command.Command> command : List.of(MapVertebra.class, SectionVertebra.class)) {
            List<?> choices = bench.context()
                    .service(ModuleService.class)
                    .createModule(bench.context().service(CommandService.class).getCommand(command))
                    .getInfo()
                    .getInput("quantity")
                    .getChoices();
            assertThat(choices.stream().map(Object::toString).toList()).containsAll(MapQuantity.ids());
        }
    }
}
