package org.vertebrafe.imagej.maps;

import ij.ImagePlus;
import ij.WindowManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.MapOverlay;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.ResultPictures;
import org.vertebrafe.imagej.ShownValues;
import org.vertebrafe.imagej.ValueRange;

/**
 * A result together with the CT it came from: any quantity on the CT, as an image, as channels of a hyperstack, or on a
 * section. It stays with the CT and with every image made here while they are open, so that commands find it again.
 *
 * @param result what was found
 * @param stack the CT as it was read
 */
public record MappedResult(AnalysisResult result, CtStack stack) {

    /**
     * Keeps a result with its CT. The CT's pixels, overlay and properties stay as they are.
     *
     * @param ct the open image that {@code stack} was read from
     */
    public static MappedResult of(AnalysisResult result, CtStack stack, ImagePlus ct) {
        MappedResult mapped = new MappedResult(result, stack);
        int[] layers = IntStream.rangeClosed(1, ct.getNSlices() > 1 ? ct.getNSlices() : ct.getStackSize())
                .map(stack::layer)
                .toArray();
        new MappedImage(mapped, result.places(), layers, false).attachTo(ct);
        return mapped;
    }

    /** The result that an image belongs to: a CT that was analysed, or an image made of a result. */
    public static Optional<MappedResult> of(ImagePlus image) {
        return MappedImage.of(image).map(MappedImage::mapped);
    }

    /**
     * The result that an image belongs to.
     *
     * @throws InputException if it belongs to none
     */
    public static MappedResult require(ImagePlus image) {
        return MappedImage.require(image).mapped();
    }

    /** The result of the active image, or else of the image opened last that has one. */
    public static Optional<MappedResult> newest() {
        return Stream.concat(Stream.ofNullable(WindowManager.getCurrentImage()), open().stream())
                .flatMap(image -> of(image).stream())
                .findFirst();
    }

    /** All open images that this result belongs to, the last opened first. */
    public List<ImagePlus> images() {
        return open().stream()
                .filter(image ->
                        of(image).filter(other -> other.result == result).isPresent())
                .toList();
    }

    private static List<ImagePlus> open() {
        int[] ids = WindowManager.getIDList();
        return ids == null
                ? List.of()
                : IntStream.range(0, ids.length)
                        .mapToObj(i -> WindowManager.getImage(ids[ids.length - 1 - i]))
                        .toList();
    }

    /** A quantity as a 32-bit image whose slices run as the CT's do; not shown. */
    public ImagePlus map(MapQuantity quantity) {
        ImagePlus map = ResultImages.map(result, quantity, stack);
        new MappedImage(
                        this,
                        result.places(),
                        stack.layersOfImages(result.places().grid()),
                        true)
                .attachTo(map);
        return map;
    }

    /** Quantities as the channels of one 32-bit hyperstack around the vertebra, each in its colours; not shown. */
    public ImagePlus channels(Set<MapQuantity> quantities) {
        if (quantities.isEmpty()) {
            throw new InputException("No quantity is chosen: a hyperstack needs at least one.");
        }
        ElementMap places = result.places().cropped();
        ImagePlus channels = Channels.of(
                List.copyOf(quantities).stream()
                        .map(quantity -> Channels.Channel.of(quantity, map(quantity, places)))
                        .toList(),
                "maps of " + stack.title());
        new MappedImage(this, places, stack.layersOfImages(places.grid()), true).attachTo(channels);
        return channels;
    }

    private ImagePlus map(MapQuantity quantity, ElementMap places) {
        return stack.image(
                result.map(quantity, places),
                quantity.id(),
                quantity.unit(),
                ColourTable.of(quantity.scale()),
                ResultImages.provenance(result));
    }

    /**
     * Puts a quantity in colour on the CT, in place of one that is there already.
     *
     * @param ct the open CT that was analysed
     */
    public void overlay(ImagePlus ct, MapQuantity quantity, MapOverlay.Style style) {
        MapOverlay.put(ct, ResultImages.map(result, quantity, stack), style);
    }

    /** How a quantity is shown where nobody says otherwise: its own colours and range, opaque enough to compare. */
    public MapOverlay.Style style(MapQuantity quantity) {
        float[] values = ResultPictures.floats(result.elementValues(quantity));
        ValueRange range = ValueRange.of(quantity.scale(), values).orElseThrow();
        return new MapOverlay.Style(range, ColourTable.of(quantity.scale()), 0.7, true, ShownValues.ALL);
    }
}
