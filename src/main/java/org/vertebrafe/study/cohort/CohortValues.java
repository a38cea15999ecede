package org.vertebrafe.study.cohort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.analysis.ValuePercentiles;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.study.DataTable;

/**
 * The values that a quantity has in a cohort, each vertebra counting the same: percentiles 0 to 100 of every vertebra, one
 * after the other.
 *
 * @param quantity what has these values
 * @param vertebrae how many, reconstructions of one by several kernels counted apart
 * @param pooled 101 values for each, in the unit of the quantity; to be read only
 */
public record CohortValues(MapQuantity quantity, int vertebrae, float[] pooled) {

    /** Results of a cohort lie no deeper below the folder that is given. */
    private static final int DEPTH = 5;

    /**
     * Reads a folder: of {@link Cohort}, its table of percentiles; else the maps of that quantity in the folder and below
     * it, as {@link ResultFiles} writes them.
     *
     * @throws InputException if the folder holds neither
     * @throws IOException if it cannot be read
     */
    public static CohortValues read(Path folder, MapQuantity quantity) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw InputException.of("Cohort folder %s does not exist: give the folder of the results.", folder);
        }
        List<float[]> all = new ArrayList<>();
        Path table = folder.resolve(Cohort.PERCENTILES);
        if (Files.exists(table)) {
            fromTable(DataTable.read(table), quantity, all);
        } else {
            for (Path map : maps(folder, ResultFiles.mapName(quantity))) {
                ValuePercentiles.of(Nifti.readVolume(map, Progress.NONE).image().values())
                        .ifPresent(values -> all.add(values.values()));
            }
        }
        if (all.isEmpty()) {
            throw InputException.of(
                    "Folder %s tells no values of %s: it holds neither %s, which a run of a cohort writes (run one of an"
                            + " earlier version again), nor %s of an analysis in it or below.",
                    folder, quantity.title(), Cohort.PERCENTILES, ResultFiles.mapName(quantity));
        }
        float[] pooled = new float[all.size() * ValuePercentiles.NUMBER];
        for (int i = 0; i < all.size(); i++) {
            System.arraycopy(all.get(i), 0, pooled, i * ValuePercentiles.NUMBER, ValuePercentiles.NUMBER);
        }
        return new CohortValues(quantity, all.size(), pooled);
    }

    private static void fromTable(DataTable table, MapQuantity quantity, List<float[]> all) {
        table.require(PercentileTable.QUANTITY);
        table.require(PercentileTable.PERCENTILES.toArray(String[]::new));
        for (int row = 0; row < table.rows().size(); row++) {
            if (table.text(row, PercentileTable.QUANTITY).equals(quantity.id())) {
                float[] values = new float[ValuePercentiles.NUMBER];
                for (int percent = 0; percent < values.length; percent++) {
                    values[percent] = (float) table.number(row, PercentileTable.PERCENTILES.get(percent));
                }
                all.add(values);
            }
        }
    }

    private static List<Path> maps(Path folder, String name) throws IOException {
        try (Stream<Path> found =
                Files.find(folder, DEPTH, (path, file) -> file.isRegularFile() && path.endsWith(name))) {
            return found.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** For instance "31 vertebrae". */
    public String words() {
        return vertebrae + (vertebrae == 1 ? " vertebra" : " vertebrae");
    }
}
