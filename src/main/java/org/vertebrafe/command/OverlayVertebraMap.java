package org.vertebrafe.command;

import ij.ImagePlus;
import java.util.List;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.MapOverlay;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.imagej.VolumeImages;

/**
 * Shows a result map in colour on the CT it was computed from. The CT's overlay is changed in place, as ImageJ's own
 * overlay commands do; there is no output image, neither with a screen nor headless, where the caller holds the CT.
 */
@Plugin(
        type = Command.class,
        description = "Shows a map of VertebraFE in colour on the CT it was computed from.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Overlay Vertebra Map...", weight = 20)
        })
public class OverlayVertebraMap extends GuidedCommand {

    static final String PERCENTILES = "Percentiles 1 to 99";
    static final String FULL = "Full range";
    static final String FIXED = "Fixed";

    @Parameter(
            label = "CT",
            description = "The CT that the map was computed from; its pixels stay as they are.",
            persist = false)
    private ImagePlus ct;

    @Parameter(
            label = "Map",
            description = "A 32-bit map of the same size and voxel size; where it is NaN the CT is seen.",
            persist = false)
    private ImagePlus map;

    @Parameter(
            label = "Opacity [%]",
            description = "100 % shows the colours exactly as in the calibration bar; less lets the CT shine through.",
            min = "1",
            max = "100",
            persist = false)
    private double opacity = 70;

    @Parameter(
            label = "Colours",
            description = "Vertebra Heat for magnitudes, Vertebra Balance for differences; both perceptually uniform.",
            choices = {"Vertebra Heat", "Vertebra Balance", "Fire", "Ice", "Spectrum", "Grays"},
            persist = false)
    private String lut = "Vertebra Heat";

    @Parameter(
            label = "Range",
            description = "Which values the colours span. Fixed: from minimum to maximum below, to compare vertebrae.",
            choices = {PERCENTILES, FULL, FIXED},
            persist = false)
    private String range = PERCENTILES;

    @Parameter(
            label = "Minimum (fixed range)",
            description = "Value of the first colour, in the unit of the map; used with the fixed range only.",
            persist = false)
    private double lower = 0;

    @Parameter(
            label = "Maximum (fixed range)",
            description = "Value of the last colour, in the unit of the map; used with the fixed range only.",
            persist = false)
    private double upper = 1;

    @Parameter(
            label = "Calibration bar",
            description = "Draws the colours with their values and unit at the right edge.",
            persist = false)
    private boolean bar = true;

    @Override
    public void run() {
        Failures.guard(this, this::overlay);
    }

    private void overlay() {
        MapOverlay.requireFitting(ct, map);
        if (!(opacity >= 1 && opacity <= 100)) {
            throw InputException.of("Opacity %s %%: must be 1..100 %%.", opacity);
        }
        ColourTable colours = ColourTable.of(lut);
        MapOverlay.put(ct, map, new MapOverlay.Style(range(), colours, opacity / 100, bar));
    }

    private ValueRange range() {
        float[] values = MapOverlay.values(map);
        double low = VolumeImages.LOW_PERCENTILE;
        return switch (range) {
            case FIXED -> new ValueRange(lower, upper);
            case FULL -> ValueRange.full(values).orElseThrow(this::empty);
            case PERCENTILES -> ValueRange.percentiles(values, low, 100 - low).orElseThrow(this::empty);
            default -> throw InputException.of(
                    "Range \"%s\" is not known; choose one of: %s.",
                    range, String.join(", ", List.of(PERCENTILES, FULL, FIXED)));
        };
    }

    private InputException empty() {
        return InputException.of("Map \"%s\" has no value: all its voxels are NaN.", map.getTitle());
    }
}
