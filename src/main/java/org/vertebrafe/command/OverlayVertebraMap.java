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
import org.vertebrafe.imagej.ShownValues;

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
public class OverlayVertebraMap extends QuantityCommand {

    static final String SUITABLE = "Suits the quantity";
    static final String AS_MAP = "As the map";
    static final String LIKE = "Like another image";
    static final String PERCENTILES = "Percentiles 1 to 99";
    static final String FULL = "Full range";
    static final String FIXED = "Fixed";
    static final String COHORT = "Per cohort";

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
            label = "Quantity",
            description = "As the map: what the map shows. Any other is taken from the result that the map belongs to.",
            persist = false)
    private String quantity = AS_MAP;

    @Parameter(
            label = "Opacity [%]",
            description = "100 % shows the colours exactly as in the calibration bar; less lets the CT shine through.",
            min = "1",
            max = "100",
            persist = false)
    private double opacity = 70;

    @Parameter(
            label = "Colours",
            description =
                    "Heat for magnitudes, Balance for both signs, Frost for compression: all perceptually uniform.",
            choices = {
                SUITABLE,
                "Vertebra Heat",
                "Vertebra Balance",
                "Vertebra Frost",
                "Fire",
                "Ice",
                "Spectrum",
                "Grays"
            },
            persist = false)
    private String lut = SUITABLE;

    @Parameter(
            label = "Range",
            description = "Which values the colours span. Fixed, like another image, per cohort: to compare vertebrae.",
            choices = {SUITABLE, PERCENTILES, FULL, FIXED, LIKE, COHORT},
            persist = false)
    private String range = SUITABLE;

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
            label = "Image to be like",
            description = "Title of an open map whose display range is taken; used with that range only.",
            required = false,
            persist = false)
    private String reference = "";

    @Parameter(
            label = "Cohort folder",
            description = "For the range per cohort: results of Run Vertebra Cohort..., or analyses saved below it.",
            required = false,
            persist = false)
    private String cohort = "";

    @Parameter(
            label = "Show only",
            description = "Values that are shown, for instance > 20, <= 1 or 10..20; empty: all.",
            required = false,
            persist = false)
    private String only = "";

    @Parameter(
            label = "Calibration bar",
            description = "Draws the colours with their values and unit at the right edge.",
            persist = false)
    private boolean bar = true;

    @Override
    List<String> moreChoices() {
        return List.of(AS_MAP);
    }

    @Override
    public void run() {
        Failures.guard(this, this::overlay);
    }

    private void overlay() {
        OverlayInputs inputs = new OverlayInputs(ct, map, quantity);
        if (!(opacity >= 1 && opacity <= 100)) {
            throw InputException.of("Opacity %s %%: must be 1..100 %%.", opacity);
        }
        ColourTable colours = lut.equals(SUITABLE) ? inputs.colours() : ColourTable.of(lut);
        OverlayRange values = OverlayRange.of(range, inputs, new OverlayRange.Inputs(lower, upper, reference, cohort));
        MapOverlay.put(ct, inputs.map(), values.style(colours, opacity / 100, bar, ShownValues.of(only)));
    }
}
