package org.vertebrafe.imagej.workbench;

import ij.io.DirectoryChooser;
import java.awt.Font;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import org.vertebrafe.workbench.Scripts;

/** The menu of the window: the state of the work kept and opened again, and what was done as a script. */
final class WorkMenu {

    private final Bench bench;
    private final WorkbenchWindow window;
    private final JMenuBar bar = new JMenuBar();

    WorkMenu(Bench bench, WorkbenchWindow window, ResultsPanel results) {
        this.bench = bench;
        this.window = window;
        JMenu work = new JMenu("Work");
        work.setName("Work");
        work.add(item("Open work...", this::open));
        work.add(item("Save work...", this::save));
        bar.add(work);
        JMenu script = new JMenu("Script");
        script.setName("Script");
        script.add(copy("Copy as macro", () -> Scripts.macro(bench.work(), results.shown())));
        script.add(copy("Copy as Groovy", () -> Scripts.groovy(bench.work(), results.shown())));
        script.add(copy("Copy as command line", () -> Scripts.commandLine(bench.work())));
        bar.add(script);
        for (int i = 0; i < bar.getMenuCount(); i++) {
            bar.getMenu(i).setFont(Parts.font(Font.PLAIN, 1));
        }
    }

    private void save() {
        folder("Folder to save the work in")
                .ifPresent(folder -> bench.start("Saving the work", (threads, progress) -> {
                    WorkFiles.save(bench.work(), folder, progress);
                    bench.say("Saved in " + folder);
                }));
    }

    private void open() {
        folder("Folder of saved work").ifPresent(window::restore);
    }

    private static Optional<Path> folder(String title) {
        return Optional.ofNullable(new DirectoryChooser(title).getDirectory()).map(Path::of);
    }

    private JMenuItem copy(String title, Supplier<String> text) {
        JMenuItem item = item(title, () -> {
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text.get()), null);
            bench.say("Copied: paste it into a script of ImageJ's editor, or into a shell.");
        });
        item.setToolTipText("A script that does again what was done here, with the same numbers.");
        return item;
    }

    private static JMenuItem item(String title, Runnable action) {
        JMenuItem item = new JMenuItem(title);
        item.setName(title);
        item.setFont(Parts.font(Font.PLAIN, 1));
        item.addActionListener(event -> action.run());
        return item;
    }

    JMenuBar bar() {
        return bar;
    }
}
