package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.vertebrafe.base.Progress;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.segmentation.oneclick.SpineOfThree;
import picocli.CommandLine;

/** Runs the program within the tests' own process and keeps what it says. */
public final class Program {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs it; the status it ends with. */
    int run(List<String> arguments) {
        CommandLine line =
                VertebraFE.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments.toArray(String[]::new));
    }

    /** Runs it and fails unless it ends well. */
    public static void done(List<String> arguments) {
        Program program = new Program();
        int status = program.run(arguments);
        assertThat(status).as(arguments + "\n" + program.out + program.err).isZero();
    }

    /** What all runs wrote to standard output. */
    String out() {
        return out.toString();
    }

    /** What all runs wrote to standard error. */
    String err() {
        return err.toString();
    }

    /** Writes the CT of a spine of three vertebrae into a folder. */
    static Path spine(Path folder) throws IOException {
        Path ct = folder.resolve("ct.nii");
        Nifti.write(SpineOfThree.scan(), ct, Progress.NONE);
        return ct;
    }
}
