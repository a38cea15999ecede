package org.vertebrafe.imagej.plain;

import ij.IJ;
import ij.ImageJ;
import ij.Macro;
import ij.Menus;
import ij.macro.Interpreter;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scijava.Context;
import org.scijava.MenuPath;
import org.scijava.app.StatusService;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.event.EventService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;
import org.scijava.thread.ThreadService;
import org.vertebrafe.base.InputException;

/**
 * Plain ImageJ in this Java with VertebraFE's commands in its Plugins menu, for those without Fiji, for the command line and
 * for tests. One at a time.
 *
 * <p>Plain ImageJ has no headless mode of its own: built-in commands that open a dialog fail there, in
 * {@link #runMacroHeadless} with an error that says so. Ours, and all that need no dialog, work.
 */
public final class PlainImageJ implements AutoCloseable {

    /** Where commands are ours; other SciJava commands have no place in plain ImageJ. */
    private static final List<String> MENUS = List.of("Plugins>VertebraFE>", "File>Open Samples>VertebraFE");

    private static PlainImageJ running;

    private final Context context;
    private final CommandRunner runner;
    private final ProgressBridge progress = new ProgressBridge();

    private PlainImageJ() {
        context = new Context(
                CommandService.class,
                ModuleService.class,
                EventService.class,
                StatusService.class,
                TaskService.class,
                ThreadService.class,
                ConvertService.class,
                LogService.class);
        context.service(EventService.class).subscribe(progress);
        runner = new CommandRunner(context, progress);
    }

    /**
     * Opens ImageJ's window with our menu.
     *
     * @throws HeadlessException if there is no screen
     */
    public static synchronized PlainImageJ start() {
        if (GraphicsEnvironment.isHeadless()) {
            throw new HeadlessException("ImageJ's window needs a screen; use runMacroHeadless without one");
        }
        close(running);
        running = new PlainImageJ();
        if (IJ.getInstance() == null) {
            new ImageJ(ImageJ.STANDALONE).exitWhenQuitting(true);
        }
        List<PlainMenu.Entry> entries = running.entries();
        PlainMenu.register(entries);
        PlainMenu.show(entries);
        return running;
    }

    /**
     * Runs a macro without a screen, in batch mode. The Results table stays as the macro left it.
     *
     * @param macro file in the language of ImageJ macros
     * @param argument what {@code getArgument()} gives in it
     * @return what the macro returned, or null
     * @throws InputException if the file cannot be read, or the macro or one of our commands in it stopped with an error;
     *     the message names the line
     */
    public static synchronized String runMacroHeadless(Path macro, String argument) {
        String code;
        try {
            code = Files.readString(macro, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InputException("Macro " + macro + " cannot be read: " + e, e);
        }
        if (!GraphicsEnvironment.isHeadless()) {
            throw new IllegalStateException("Headless macros need -Djava.awt.headless=true from the start of Java");
        }
        try (PlainImageJ plain = headless()) {
            return plain.interpret(macro, code, argument);
        }
    }

    /** ImageJ without windows, its commands and ours known to macros. */
    static synchronized PlainImageJ headless() {
        close(running);
        running = new PlainImageJ();
        if (Menus.getCommands() == null) {
            try {
                IJ.run("VertebraFE");
            } catch (HeadlessException e) {
                // Expected: ImageJ makes its command table and then fails to make the menus for it. We fill the table.
                IJ.resetEscape();
            }
        }
        BuiltInPlugIn.register();
        PlainMenu.register(running.entries());
        return running;
    }

    /** The one that runs. */
    static synchronized PlainImageJ running() {
        if (running == null) {
            throw new IllegalStateException("VertebraFE is not running in plain ImageJ");
        }
        return running;
    }

    /** The SciJava context behind the commands. */
    public Context context() {
        return context;
    }

    /** Runs the command of this class as if chosen from the menu, or with the options of the calling macro. */
    Module run(String className) {
        CommandInfo info = context.service(CommandService.class).getCommand(className);
        if (info == null) {
            throw new IllegalStateException("No command " + className);
        }
        return runner.run(info);
    }

    @Override
    public void close() {
        close(this);
    }

    private static synchronized void close(PlainImageJ plain) {
        if (plain != null) {
            plain.context.dispose();
            running = plain == running ? null : running;
        }
    }

    private List<PlainMenu.Entry> entries() {
        List<PlainMenu.Entry> entries = new ArrayList<>();
        for (CommandInfo info : context.service(CommandService.class).getCommands()) {
            MenuPath path = info.getMenuPath();
            if (path != null && isOurs(path.getMenuString().replace(" > ", ">"))) {
                entries.add(new PlainMenu.Entry(
                        path, CommandPlugIn.class.getName() + "(\"" + info.getDelegateClassName() + "\")"));
            }
        }
        entries.add(new PlainMenu.Entry(OpenNifti.menuPath(), OpenNifti.class.getName()));
        return entries;
    }

    private static boolean isOurs(String menuString) {
        return MENUS.stream().anyMatch(menuString::startsWith);
    }

    private String interpret(Path macro, String code, String argument) {
        MacroErrors.takeFailure();
        Interpreter interpreter = new Interpreter();
        String where = "Macro " + macro.getFileName();
        try {
            String result = interpreter.run(code, argument);
            stopOnFailure(where, interpreter);
            return result;
        } catch (RuntimeException e) {
            stopOnFailure(where, interpreter);
            if (Macro.MACRO_CANCELED.equals(e.getMessage())) {
                // exit() in the macro: its own wish, not an error.
                return null;
            }
            throw e;
        } finally {
            closeImages();
        }
    }

    private static void stopOnFailure(String where, Interpreter interpreter) {
        RuntimeException failure = MacroErrors.takeFailure();
        String message = failure != null ? failure.getMessage() : interpreter.getErrorMessage();
        if (message != null) {
            throw new InputException(where + ", line " + interpreter.getLineNumber() + ": " + message, failure);
        }
    }

    /** Lets go of the images that the macro left in batch mode. */
    private static void closeImages() {
        int[] ids = Interpreter.getBatchModeImageIDs();
        for (int id : ids) {
            Interpreter.removeBatchModeImage(Interpreter.getBatchModeImage(id));
        }
        Interpreter.batchMode = false;
    }
}
