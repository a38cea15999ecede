package org.vertebrafe.imagej.plain;

import ij.IJ;
import ij.Menus;
import java.awt.Menu;
import java.awt.MenuItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.scijava.MenuEntry;
import org.scijava.MenuPath;

/** Puts commands into ImageJ's Plugins menu, in the order of their weights, and into the table that macros look into. */
final class PlainMenu {

    /**
     * A command in the menu.
     *
     * @param path where, from the menu bar to its own name
     * @param plugIn what ImageJ runs: the name of a PlugIn class with its argument
     */
    record Entry(MenuPath path, String plugIn) {

        String name() {
            return path.getLeaf().getName();
        }
    }

    private PlainMenu() {}

    /** By weight, then by name, level by level. */
    static List<Entry> sorted(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(Entry::path, PlainMenu::compare));
        return sorted;
    }

    /** Makes the names known to {@code run("Name...")}. */
    @SuppressWarnings("unchecked")
    static void register(List<Entry> entries) {
        entries.forEach(entry -> Menus.getCommands().put(entry.name(), entry.plugIn()));
    }

    /** Adds the entries below ImageJ's menu of the first name of their paths. */
    static void show(List<Entry> entries) {
        for (Entry entry : sorted(entries)) {
            Menu menu = Menus.getImageJMenu(entry.path().get(0).getName());
            if (menu == null) {
                throw new IllegalStateException("ImageJ has no menu " + entry.path());
            }
            for (MenuEntry level : entry.path().subList(1, entry.path().size() - 1)) {
                menu = submenu(menu, level.getName());
            }
            if (find(menu, entry.name()) == null) {
                MenuItem item = new MenuItem(entry.name());
                item.addActionListener(IJ.getInstance());
                menu.add(item);
            }
        }
    }

    private static Menu submenu(Menu menu, String name) {
        if (find(menu, name) instanceof Menu existing) {
            return existing;
        }
        Menu created = new Menu(name);
        if (menu == Menus.getImageJMenu(menu.getLabel())) {
            menu.addSeparator();
        }
        menu.add(created);
        return created;
    }

    private static MenuItem find(Menu menu, String label) {
        for (int i = 0; i < menu.getItemCount(); i++) {
            if (menu.getItem(i).getLabel().equals(label)) {
                return menu.getItem(i);
            }
        }
        return null;
    }

    private static int compare(MenuPath a, MenuPath b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int byWeight = Double.compare(a.get(i).getWeight(), b.get(i).getWeight());
            int order = byWeight != 0 && !a.get(i).getName().equals(b.get(i).getName())
                    ? byWeight
                    : a.get(i).getName().compareTo(b.get(i).getName());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
