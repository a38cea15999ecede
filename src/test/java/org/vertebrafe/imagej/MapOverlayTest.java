package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;

class MapOverlayTest {

    private static final MapOverlay.Style STYLE =
            new MapOverlay.Style(new ValueRange(0, 10), ColourTable.HEAT, 1, false);

    @TempDir
    private Path folder;

    @Test
    void coloursOnlyVoxelsWithAValueOnTheirOwnSlice() {
        ImagePlus ct = ct();
        ImagePlus map = map();
        MapOverlay.put(ct, map, STYLE);
        ImageProcessor flat = flattened(ct, 2);
        assertThat(flat.get(3, 2) & 0xFFFFFF).isEqualTo(ColourTable.HEAT.colours()[255]);
        assertThat(flat.get(5, 2) & 0xFFFFFF).isEqualTo(ColourTable.HEAT.colours()[0]);
        assertThat(flat.get(4, 2) & 0xFFFFFF).as("NaN between two values").isEqualTo(0x4B4B4B);
        assertThat(flat.get(0, 0) & 0xFFFFFF).isEqualTo(0x4B4B4B);
        assertThat(flattened(ct, 1).get(3, 2) & 0xFFFFFF).isEqualTo(0x4B4B4B);
    }

    @Test
    void showsOnlyTheValuesAskedFor() {
        ImagePlus ct = ct();
        MapOverlay.put(
                ct,
                map(),
                new MapOverlay.Style(new ValueRange(0, 10), ColourTable.HEAT, 1, false, ShownValues.of("> 5")));
        ImageProcessor flat = flattened(ct, 2);
        assertThat(flat.get(3, 2) & 0xFFFFFF).isEqualTo(ColourTable.HEAT.colours()[255]);
        assertThat(flat.get(5, 2) & 0xFFFFFF).isEqualTo(0x4B4B4B);
        assertThatThrownBy(() -> MapOverlay.put(
                        ct,
                        map(),
                        new MapOverlay.Style(
                                new ValueRange(0, 10), ColourTable.HEAT, 1, false, ShownValues.of("< -99"))))
                .hasMessageContaining("widen");
        MapOverlay.clear(ct);
        assertThat(ct.getOverlay().size()).isZero();
    }

    @Test
    void limitsAreReadAsTheyAreWritten() {
        assertThat(ShownValues.of("").shows(-1e30)).isTrue();
        assertThat(ShownValues.of(" ").shows(Double.NaN)).isFalse();
        assertThat(ShownValues.of(">20").shows(20)).isFalse();
        assertThat(ShownValues.of(">= 20").shows(20)).isTrue();
        assertThat(ShownValues.of("<= -1.5e-3").shows(-0.0015)).isTrue();
        assertThat(ShownValues.of("< 1").shows(1)).isFalse();
        assertThat(ShownValues.of("-2 .. 3.5").shows(-2)).isTrue();
        assertThat(ShownValues.of("-2..3.5").shows(3.6)).isFalse();
        for (String text : List.of("20", "> ", ">> 3", "3..", "5..2", "> 1,5", "> NaN")) {
            assertThatThrownBy(() -> ShownValues.of(text)).as(text).isInstanceOf(InputException.class);
        }
    }

    @Test
    void survivesASavedTiffFile() {
        ImagePlus ct = ct();
        MapOverlay.put(ct, map(), STYLE);
        Path file = folder.resolve("ct.tif");
        IJ.saveAsTiff(ct, file.toString());
        ImageProcessor flat = flattened(TiffFiles.open(file), 2);
        assertThat(flat.get(3, 2) & 0xFFFFFF).isEqualTo(ColourTable.HEAT.colours()[255]);
        assertThat(flat.get(4, 2) & 0xFFFFFF).isEqualTo(0x4B4B4B);
    }

    @Test
    void theDarkestColourIsStillSeen() {
        ImagePlus ct = ct();
        MapOverlay.put(ct, map(), new MapOverlay.Style(new ValueRange(0, 10), ColourTable.FIRE, 1, false));
        assertThat(flattened(ct, 2).get(5, 2) & 0xFFFFFF).isNotEqualTo(0x4B4B4B);
    }

    @Test
    void doesNotTouchPixelsNorTheUsersOverlay() {
        ImagePlus ct = ct();
        Overlay own = new Overlay();
        Roi roi = new Roi(1, 1, 2, 2);
        roi.setName("my measurement");
        own.add(roi);
        ct.setOverlay(own);
        byte[] before = ((byte[]) ct.getStack().getPixels(2)).clone();
        MapOverlay.put(ct, map(), STYLE);
        int once = ct.getOverlay().size();
        MapOverlay.put(ct, map(), STYLE);
        assertThat(ct.getOverlay().size()).isEqualTo(once).isEqualTo(2);
        assertThat(ct.getOverlay().contains(roi)).isTrue();
        assertThat((byte[]) ct.getStack().getPixels(2)).isEqualTo(before);
    }

    @Test
    void drawsABarWithUnitOnEverySlice() {
        ImagePlus ct = ct();
        ImagePlus map = map();
        map.getCalibration().setValueUnit("MPa");
        MapOverlay.put(ct, map, new MapOverlay.Style(new ValueRange(0, 10), ColourTable.HEAT, 1, true));
        List<Roi> bar = StreamSupport.stream(ct.getOverlay().spliterator(), false)
                .filter(r -> r.getName().startsWith(MapOverlay.NAME + " bar"))
                .toList();
        assertThat(bar).isNotEmpty().allMatch(r -> r.getPosition() == 0);
        assertThat(bar.stream()
                        .filter(ij.gui.TextRoi.class::isInstance)
                        .map(r -> ((ij.gui.TextRoi) r).getText().trim()))
                .contains("MPa", "0", "10");
        MapOverlay.put(ct, map, STYLE);
        assertThat(ct.getOverlay().size()).isEqualTo(1);
    }

    @Test
    void knowsSlicesOfAHyperstack() {
        ImagePlus ct = IJ.createHyperStack("hyper", 8, 6, 2, 3, 1, 8);
        ct.getCalibration().setUnit("mm");
        ImagePlus map = map();
        MapOverlay.put(ct, map, STYLE);
        ImageRoi roi = (ImageRoi) ct.getOverlay().get(0);
        assertThat(roi.getZPosition()).isEqualTo(2);
        assertThat(roi.getCPosition()).isZero();
    }

    @Test
    void refusesMapsThatDoNotFit() {
        ImagePlus ct = ct();
        ImagePlus map = map();
        refuses(ct, ct, "both as CT and as map");
        refuses(ct, new ImagePlus(), "Map: no such image is open");
        refuses(new ImagePlus(), map, "CT: no such image is open");
        refuses(ct, ct(), "8-bit image: a map has 32-bit values");
        refuses(ct, IJ.createImage("small", "32-bit black", 8, 6, 2), "8 x 6 x 2 voxels");
        map.getCalibration().pixelDepth = 1.5;
        refuses(ct, map, "voxels of 1.000 x 1.000 x 1.500 mm");
        ImagePlus empty = IJ.createImage("empty", "32-bit black", 8, 6, 3);
        empty.getCalibration().setUnit("mm");
        for (int slice = 1; slice <= 3; slice++) {
            empty.getStack().getProcessor(slice).add(Double.NaN);
        }
        refuses(ct, empty, "no value");
        assertThatThrownBy(() -> new MapOverlay.Style(new ValueRange(0, 1), ColourTable.HEAT, 0, true))
                .hasMessageContaining("Opacity");
        assertThatThrownBy(() -> new ValueRange(1, 1)).isInstanceOf(InputException.class);
    }

    private static void refuses(ImagePlus ct, ImagePlus map, String message) {
        assertThatThrownBy(() -> MapOverlay.put(ct, map, STYLE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    private static ImageProcessor flattened(ImagePlus image, int slice) {
        ImagePlus one = new ImagePlus("one", image.getStack().getProcessor(slice));
        Overlay overlay = image.getOverlay().duplicate();
        for (int i = overlay.size() - 1; i >= 0; i--) {
            if (overlay.get(i).getPosition() != 0 && overlay.get(i).getPosition() != slice) {
                overlay.remove(i);
            } else {
                overlay.get(i).setPosition(0);
            }
        }
        one.setDisplayRange(0, 255);
        one.setOverlay(overlay);
        return one.flatten().getProcessor();
    }

    private static ImagePlus ct() {
        ImagePlus ct = IJ.createImage("ct", "8-bit black", 8, 6, 3);
        ct.getCalibration().setUnit("mm");
        for (int slice = 1; slice <= 3; slice++) {
            ct.getStack().getProcessor(slice).add(0x4B);
        }
        return ct;
    }

    /** Values 10 at (3, 2) and 0 at (5, 2) of slice 2, NaN elsewhere. */
    private static ImagePlus map() {
        ImagePlus map = IJ.createImage("map", "32-bit black", 8, 6, 3);
        map.getCalibration().setUnit("mm");
        for (int slice = 1; slice <= 3; slice++) {
            map.getStack().getProcessor(slice).add(Double.NaN);
        }
        map.getStack().getProcessor(2).setf(3, 2, 10);
        map.getStack().getProcessor(2).setf(5, 2, 0);
        return map;
    }
}
