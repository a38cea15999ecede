package org.vertebrafe.command;

import ij.ImagePlus;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.MapOverlay;
import org.vertebrafe.imagej.ShownValues;
import org.vertebrafe.imagej.maps.MappedResult;
import org.vertebrafe.imagej.maps.Section;

/** Cuts an analysed vertebra along its own axes. */
@Plugin(
        type = Command.class,
        description = "Shows a plane through an analysed vertebra along its own axes, CT and map.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Section Vertebra Map...", weight = 21)
        })
public class SectionVertebra extends QuantityCommand {

    @Parameter(label = "CT or map", description = "The CT that was analysed, or a map of it.", persist = false)
    private ImagePlus image;

    @Parameter(label = "Quantity", description = "What is mapped.", persist = false)
    private String quantity = "von-mises";

    @Parameter(
            label = "Plane",
            description = "Of the vertebra, by its endplates and posterior elements, however it lies in the CT.",
            choices = {"sagittal", "coronal", "axial"},
            persist = false)
    private String plane = "sagittal";

    @Parameter(
            label = "Offset [mm]",
            description = "From the middle of the vertebral body to the left, to the front or to the head.",
            persist = false)
    private double offset = 0;

    @Parameter(label = "Pixel size [mm]", description = "0.05 to 5 mm.", min = "0.05", max = "5", persist = false)
    private double pixel = 0.2;

    @Parameter(
            label = "Opacity [%]",
            description = "100 % shows the colours exactly as in the calibration bar; less lets the CT shine through.",
            min = "1",
            max = "100",
            persist = false)
    private double opacity = 100;

    @Parameter(
            label = "Show only",
            description = "Values that are shown, for instance > 20, <= 1 or 10..20; empty: all.",
            required = false,
            persist = false)
    private String only = "";

    @Parameter(label = "Section", type = ItemIO.OUTPUT)
    private ImagePlus section;

    @Override
    public void run() {
        Failures.guard(this, this::cut);
    }

    private void cut() {
        MappedResult mapped = MappedResult.require(image);
        if (!(opacity >= 1 && opacity <= 100)) {
            throw InputException.of("Opacity %s %%: must be 1..100 %%.", opacity);
        }
        MapQuantity shown = MapQuantity.ofId(quantity);
        MapOverlay.Style suitable = mapped.style(shown);
        MapOverlay.Style style =
                new MapOverlay.Style(suitable.range(), suitable.colours(), opacity / 100, true, ShownValues.of(only));
        section = Section.of(mapped, shown, Section.Plane.ofId(plane), offset, pixel, style);
    }
}
