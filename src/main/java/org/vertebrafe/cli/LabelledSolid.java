package org.vertebrafe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Locale;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.imagej.ImageFiles;
import org.vertebrafe.mesh.VoxelMesher.Loading;
import org.vertebrafe.mesh.tet.EndFacets;
import org.vertebrafe.mesh.tet.TetMesh;
import org.vertebrafe.mesh.tet.TetMesher;
import org.vertebrafe.mesh.tet.TetSettings;
import org.vertebrafe.segmentation.LabelRoles;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;
import picocli.CommandLine.Option;

/** The options of {@code vertebrafe mesh} that say what a label map means. */
final class LabelledSolid {

    private static final String MASK = "mask";

    @Option(
            names = "--label-preset",
            paramLabel = "NAME",
            defaultValue = "vertebrafe",
            description =
                    "What the labels mean: vertebrafe, spinefe-benchmark, totalsegmentator, verse, or mask: any label"
                            + " but 0 is the solid (default: ${DEFAULT-VALUE}).")
    private String preset;

    @Option(
            names = "--level",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Vertebra wanted where the preset numbers them, for instance L2.")
    private String level;

    @Option(
            names = "--body-mask",
            paramLabel = "FILE",
            description = "Mask of the vertebral body, for label maps of whole vertebrae.")
    private Path bodyMask;

    @Option(
            names = "--loading",
            paramLabel = "NAME",
            defaultValue = "endplates",
            description = "endplates: the bone, loaded through its endplates; caps: bone and labelled PMMA caps, loaded"
                    + " through the caps' outer faces (default: ${DEFAULT-VALUE}).")
    private String loading;

    TetMesh mesh(Path file, EndFacets ends, TetSettings settings, TaskExecutor threads, Progress progress)
            throws IOException {
        Labels labels = ImageFiles.readLabels(file).image();
        if (preset.equals(MASK)) {
            BitSet mask = new BitSet(labels.grid().voxels());
            for (int at = 0; at < labels.grid().voxels(); at++) {
                mask.set(at, labels.get(at) != 0);
            }
            return TetMesher.mask(labels.grid(), mask, ends, settings, threads, progress);
        }
        TissueMap tissues = TissueMap.of(labels, LabelRoles.preset(preset, level, labels));
        if (bodyMask != null) {
            tissues = tissues.divide(ImageFiles.readLabels(bodyMask).image());
        }
        VertebralFrame frame = VertebralFrame.of(tissues);
        return TetMesher.vertebra(
                tissues, ends == null ? frame : frame.along(ends.axis()), loading(), settings, threads, progress);
    }

    private Loading loading() {
        return switch (loading.toLowerCase(Locale.ROOT)) {
            case "endplates" -> Loading.ENDPLATES;
            case "caps" -> Loading.CAPS;
            default -> throw InputException.of("--loading %s: choose endplates or caps.", loading);
        };
    }
}
