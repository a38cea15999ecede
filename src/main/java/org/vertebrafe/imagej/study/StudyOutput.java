package org.vertebrafe.imagej.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.study.Figure;
import org.vertebrafe.study.KernelParts;
import org.vertebrafe.study.PairedStudy;
import org.vertebrafe.study.PairedTable;
import org.vertebrafe.study.StudyConfig;
import org.vertebrafe.study.StudyFiles;
import org.vertebrafe.study.StudyRemarks;
import org.vertebrafe.study.StudyResult;

/** From a table of results to the report with its figures; commands and the command line come through here. */
public final class StudyOutput {

    /** The report in its folder. */
    public static final String REPORT = "report.html";

    private StudyOutput() {}

    /**
     * Computes a study and writes its report, numbers and figures.
     *
     * @param table CSV as {@link PairedTable} reads it
     * @param config what is decided beside it
     * @param remarks what the report says beside its numbers
     * @param folder made where it does not exist
     * @throws org.vertebrafe.base.InputException if the table cannot be used
     * @throws IOException if reading or writing fails
     */
    public static StudyResult write(Path table, StudyConfig config, StudyRemarks remarks, Path folder)
            throws IOException {
        return write(table, Optional.empty(), config, remarks, folder);
    }

    /** The same, with the tables of where the kernels' differences come from, if there are any. */
    public static StudyResult write(
            Path table, Optional<KernelParts> parts, StudyConfig config, StudyRemarks remarks, Path folder)
            throws IOException {
        StudyResult result = PairedStudy.run(PairedTable.read(table, config.kernelList()), config, parts);
        List<Figure> figures = StudyFigures.write(result, folder);
        StudyFiles.write(result, figures, remarks, folder);
        return result;
    }
}
