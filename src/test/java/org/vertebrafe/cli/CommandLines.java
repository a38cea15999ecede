package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** Runs the program within the tests' own process. */
public final class CommandLines {

    private CommandLines() {}

    /** Runs it and fails unless it ends well. */
    public static void done(List<String> arguments) {
        StringWriter said = new StringWriter();
        CommandLine line =
                VertebraFE.commandLine().setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        int status = line.execute(arguments.toArray(String[]::new));
        assertThat(status).as(arguments + "\n" + said).isZero();
    }
}
