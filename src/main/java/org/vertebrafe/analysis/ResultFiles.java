package org.vertebrafe.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.io.Stl;
import org.vertebrafe.io.VtuWriter;
import org.vertebrafe.io.inp.InpWriter;
import org.vertebrafe.mesh.Skin;
import org.vertebrafe.mesh.tet.TriangleSurface;

/** Writes a result into a folder: {@code result.json}, {@code result.csv}, a NIfTI map for each quantity, the mesh. */
public final class ResultFiles {

    private static final String JSON = "result.json";

    private ResultFiles() {}

    /** Writes all files with the maps of {@link MapQuantity#STANDARD}. */
    public static void write(AnalysisResult result, Path folder, Progress progress) throws IOException {
        write(result, folder, MapQuantity.STANDARD, progress);
    }

    /** Writes all files with maps on the grid of the image. */
    public static void write(AnalysisResult result, Path folder, Set<MapQuantity> maps, Progress progress)
            throws IOException {
        write(result, folder, maps, result.input().image().grid(), progress);
    }

    /**
     * Writes all files, replacing those of an earlier result when all are written; {@code result.json} last, so that where
     * it stands the others are complete.
     *
     * @param result what to write
     * @param folder created where it does not exist
     * @param maps the quantities that become NIfTI maps; those of an earlier result are deleted. The mesh has all.
     * @param grid of the maps: the voxels of the image in the order that is wanted
     * @param progress told of each file, polled for cancel
     * @throws InputException if the folder cannot be made or written to
     * @throws IOException if the disk is full or failing: then the files of an earlier result are as they were
     */
    public static void write(
            AnalysisResult result, Path folder, Set<MapQuantity> maps, VoxelGrid grid, Progress progress)
            throws IOException {
        prepare(folder);
        List<String> former =
                Arrays.stream(MapQuantity.values()).map(ResultFiles::mapName).toList();
        SafeFiles.replace(folder, former, JSON, staging -> {
            writeMaps(result, staging, maps, grid, progress);
            writeVtu(result, staging.resolve("model.vtu"), progress);
            writeNumbers(result, staging);
        });
    }

    /**
     * Writes the model with its supports as an input file that CalculiX and Abaqus solve to the same stiffness; between free
     * plates with three supports more, which carry no load.
     *
     * @param file ending in .inp or .inp.gz
     * @throws InputException if the material is orthotropic or the modulus varies inside the elements
     * @throws IOException if the disk fails
     */
    public static void writeInp(AnalysisResult result, Path file, Progress progress) throws IOException {
        progress.report("Writing " + file.getFileName(), Double.NaN);
        VertebraModel model = result.model();
        InpWriter.write(model.elastic(), LoadCase.of(model, result.config()).pinned(), null, file, progress);
    }

    /**
     * Writes the surface of the model, LPS mm; the middle nodes of quadratic elements are on it.
     *
     * @param file ending in .stl
     * @throws IOException if the disk fails
     */
    public static void writeStl(AnalysisResult result, Path file) throws IOException {
        int[] triangles = Skin.of(result.mesh()).nodes();
        Stl.write(new TriangleSurface(result.mesh().coordinates(), triangles), file);
    }

    /**
     * Writes {@code result.json} and {@code result.csv}.
     *
     * @throws IOException if the disk fails
     */
    public static void writeNumbers(AnalysisResult result, Path folder) throws IOException {
        SafeFiles.writeText(folder.resolve("result.csv"), ResultRow.csv(result));
        SafeFiles.writeText(folder.resolve(JSON), ResultJson.of(result));
    }

    /** Writes NIfTI maps on the grid of the image. */
    public static void writeMaps(AnalysisResult result, Path folder, Set<MapQuantity> maps, Progress progress)
            throws IOException {
        writeMaps(result, folder, maps, result.input().image().grid(), progress);
    }

    /**
     * Writes NIfTI maps.
     *
     * @param grid the voxels of the image in the order that is wanted
     * @throws InputException if the grid has other voxels
     * @throws IOException if the disk fails
     */
    public static void writeMaps(
            AnalysisResult result, Path folder, Set<MapQuantity> maps, VoxelGrid grid, Progress progress)
            throws IOException {
        int written = 0;
        for (MapQuantity quantity : maps) {
            progress.checkCancelled();
            progress.report("Writing maps", written++ / (double) maps.size());
            Volume map = VoxelOrder.onto(result.map(quantity), grid)
                    .orElseThrow(
                            () -> new InputException("The maps have other voxels than the grid they are to have."));
            Nifti.write(map, folder.resolve(mapName(quantity)), cancellable(progress));
        }
    }

    /**
     * Makes the folder where it does not exist; to be asked for before long work whose result it is to hold.
     *
     * @throws InputException if it cannot be made or written to
     */
    public static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new InputException(
                    "Cannot make the folder " + folder + " for the results ("
                            + e.getClass().getSimpleName() + "): choose another folder.",
                    e);
        }
        if (!Files.isWritable(folder)) {
            throw InputException.of("The folder %s cannot be written to: choose another folder.", folder);
        }
    }

    /** Cancels like the other, but leaves the report to whoever knows how many files there are. */
    private static Progress cancellable(Progress progress) {
        return new Progress() {
            @Override
            public void report(String stage, double fraction) {
                // The stage is "Writing maps", reported above.
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }

    /** File name of a map, for instance {@code map-von-mises.nii.gz}. */
    public static String mapName(MapQuantity quantity) {
        return "map-" + quantity.id() + ".nii.gz";
    }

    /**
     * Writes the mesh with every quantity on its elements and the displacement of its nodes, for ParaView.
     *
     * @param file ending in .vtu
     * @throws IOException if the disk fails
     */
    public static void writeVtu(AnalysisResult result, Path file, Progress progress) throws IOException {
        List<VtuWriter.Field> elements = new ArrayList<>();
        // The displacement stands at the nodes.
        for (MapQuantity quantity : EnumSet.complementOf(EnumSet.of(MapQuantity.DISPLACEMENT))) {
            elements.add(
                    VtuWriter.Field.scalar(quantity.title(), quantity.unit(), floats(result.elementValues(quantity))));
        }
        VtuWriter.Field displacement = VtuWriter.Field.vector("Displacement", "mm", floats(result.displacements()));
        VtuWriter.write(result.mesh(), elements, List.of(displacement), file, progress);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
