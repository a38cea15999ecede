package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.io.HtmlCheck;
import org.vertebrafe.study.SimulatedCohort;
import picocli.CommandLine;

/** {@code vertebrafe stats} from a table to a report. */
class StatsCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void aTableBecomesAReport() throws Exception {
        Path table = Files.writeString(folder.resolve("table.csv"), SimulatedCohort.csv(2));
        Path report = folder.resolve("deep/report");
        assertThat(run("stats", "--table", table.toString(), "--out", report.toString(), "--replicates", "100"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("Vertebrae              31").contains("B40f, B70f");
        assertThat(report.resolve("report.html")).content().contains("Table 1").contains("<svg");
        assertThat(HtmlCheck.errors(Files.readString(report.resolve("report.html"))))
                .isEmpty();
        assertThat(report.resolve("numbers.csv")).isNotEmptyFile();
        assertThat(report.resolve("numbers.json")).isNotEmptyFile();
        assertThat(report.resolve("roc-strength-1.png")).isNotEmptyFile();
    }

    @Test
    void badTablesAndSettingsAreTold() throws Exception {
        Path table = Files.writeString(folder.resolve("table.csv"), "id,kernel\na,B40f\n");
        String to = folder.resolve("report").toString();
        assertThat(run("stats", "--table", table.toString(), "--out", to)).isEqualTo(2);
        assertThat(err.toString()).contains("column \"strength_N\" is missing");
        assertThat(run("stats", "--table", folder.resolve("none.csv").toString(), "--out", to))
                .isEqualTo(2);
        assertThat(err.toString()).contains("does not exist");
        assertThat(run("stats", "--table", table.toString(), "--out", to, "--specificity", "90"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("specificity");
    }
}
