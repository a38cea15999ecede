package org.vertebrafe.imagej.plain;

import ij.IJ;
import ij.Menus;
import ij.plugin.PlugIn;
import ij.plugin.filter.ExtendedPlugInFilter;
import java.awt.HeadlessException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vertebrafe.base.InputException;

/**
 * ImageJ's own commands in a headless macro. ImageJ would print the error of one that needs a dialog, and go on with the
 * next line; here it stops the macro like any other error.
 */
public final class BuiltInPlugIn implements PlugIn {

    /** A command in ImageJ's own list: {@code "Name[shortcut]",class("argument")}. */
    private static final Pattern ENTRY =
            Pattern.compile("\"([^\"\\[]+)(?:\\[[^\"]*)?\",([\\w.$]+)(?:\\(\"([^\"]*)\"\\))?");

    private record Target(String className, String argument) {}

    private static final Map<String, Target> TARGETS = read();

    @Override
    public void run(String name) {
        Target target = TARGETS.get(name);
        MacroErrors.guard(() -> {
            try {
                if (swallowsItsDialog(target.className())) {
                    throw new HeadlessException();
                }
                IJ.runPlugIn(name, target.className(), target.argument());
            } catch (HeadlessException e) {
                throw new InputException(
                        "\"" + name + "\" opens a dialog, which plain ImageJ can only do with a screen: run this macro"
                                + " in Fiji (headless or not).",
                        e);
            }
        });
    }

    /** ImageJ would hide the failed dialog of such a filter and run it with its defaults, whatever the macro said. */
    private static boolean swallowsItsDialog(String className) {
        try {
            return ExtendedPlugInFilter.class.isAssignableFrom(Class.forName(className));
        } catch (ClassNotFoundException e) {
            throw new InputException("ImageJ has no class " + className, e);
        }
    }

    /** Puts ImageJ's commands into its command table. */
    @SuppressWarnings("unchecked")
    static void register() {
        TARGETS.keySet().forEach(name -> Menus.getCommands()
                .putIfAbsent(name, BuiltInPlugIn.class.getName() + "(\"" + name + "\")"));
    }

    private static Map<String, Target> read() {
        Properties list = new Properties();
        try (InputStream in = IJ.class.getResourceAsStream("/IJ_Props.txt")) {
            list.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Target> targets = new HashMap<>();
        for (String key : list.stringPropertyNames()) {
            Matcher entry = ENTRY.matcher(list.getProperty(key).trim());
            if (entry.matches()) {
                targets.put(entry.group(1), new Target(entry.group(2), entry.group(3) == null ? "" : entry.group(3)));
            }
        }
        return targets;
    }
}
