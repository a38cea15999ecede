package org.vertebrafe.imagej.plain;

import ij.IJ;
import ij.Menus;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Frame;
import java.awt.Menu;
import java.awt.MenuBar;
import java.awt.Point;
import java.awt.image.BufferedImage;

/**
 * The mouse in ImageJ's menus. Java does not say where it draws them: the place of an item follows from the height of
 * those above it, and that of a submenu from what of the screen has changed.
 */
final class MenuMouse {

    /** As Java draws menus on X11 in its own font, pixels. */
    private static final int ITEM = 19;

    private static final int SEPARATOR = 9;
    private static final int BORDER = 2;

    private static final int STEPS = 5;

    private final Screen screen;
    private final Frame frame = IJ.getInstance();

    MenuMouse(Screen screen) {
        this.screen = screen;
    }

    /** Opens a menu of the menu bar. */
    void open(String name) {
        Point corner = frame.getLocationOnScreen();
        MenuBar bar = frame.getMenuBar();
        Font font = bar.getFont() == null ? new Font("Dialog", Font.PLAIN, 12) : bar.getFont();
        FontMetrics metrics = frame.getFontMetrics(font);
        int x = 0;
        for (int i = 0; i < bar.getMenuCount(); i++) {
            Menu menu = bar.getMenu(i);
            int width = metrics.stringWidth(menu.getLabel()) + 20;
            if (menu.getLabel().equals(name)) {
                screen.clickAt(corner.x + x + width / 2, corner.y + 12);
                screen.pause(300);
                return;
            }
            x += width;
        }
        throw new AssertionError("No menu " + name);
    }

    /** Clicks on an item of the menu that was opened, which may open a submenu. */
    void item(String menuName, String label) {
        Point at = java.awt.MouseInfo.getPointerInfo().getLocation();
        down(at.x, at.y, at.y + 12 + middle(Menus.getImageJMenu(menuName), label));
    }

    /** Chooses an item of a submenu, for instance File, Open Samples, Blobs. */
    void choose(String menu, String submenu, String label) {
        open(menu);
        BufferedImage before = screen.capture();
        item(menu, submenu);
        Point shown = corner(before, screen.capture());
        Point at = java.awt.MouseInfo.getPointerInfo().getLocation();
        // To the side first: on the way down the menu that is left would open others.
        int inside = shown.x + 30;
        for (int step = 1; step <= STEPS; step++) {
            screen.moveTo(at.x + (inside - at.x) * step / STEPS, at.y);
        }
        down(inside, at.y, shown.y + BORDER + middle(submenu(Menus.getImageJMenu(menu), submenu), label));
    }

    private static Menu submenu(Menu menu, String label) {
        for (int i = 0; i < menu.getItemCount(); i++) {
            if (menu.getItem(i) instanceof Menu found && found.getLabel().equals(label)) {
                return found;
            }
        }
        throw new AssertionError("No submenu " + label + " in " + menu.getLabel());
    }

    /** The middle of an item, from the upper edge of the first one. */
    private static int middle(Menu menu, String label) {
        int y = 0;
        for (int i = 0; i < menu.getItemCount(); i++) {
            if (menu.getItem(i).getLabel().equals(label)) {
                return y + ITEM / 2;
            }
            y += "-".equals(menu.getItem(i).getLabel()) ? SEPARATOR : ITEM;
        }
        throw new AssertionError("No item " + label + " in " + menu.getLabel());
    }

    /** Slowly, as a hand does it: the menu follows the mouse. */
    private void down(int x, int from, int to) {
        for (int step = 1; step <= STEPS; step++) {
            screen.moveTo(x, from + (to - from) * step / STEPS);
        }
        screen.click();
        screen.pause(400);
    }

    /** The first column, and row, of which much has changed: not the item that is only marked. */
    private static Point corner(BufferedImage before, BufferedImage after) {
        int[] columns = new int[before.getWidth()];
        int[] rows = new int[before.getHeight()];
        for (int pass = 0; pass < 2; pass++) {
            for (int y = 0; y < rows.length; y++) {
                for (int x = 0; x < columns.length; x++) {
                    boolean counts = before.getRGB(x, y) != after.getRGB(x, y) && (pass == 0 || columns[x] > 2 * ITEM);
                    if (counts && pass == 0) {
                        columns[x]++;
                    } else if (counts) {
                        rows[y]++;
                    }
                }
            }
        }
        int x0 = first(columns, 2 * ITEM);
        int y0 = first(rows, 2 * ITEM);
        if (x0 == columns.length || y0 == rows.length) {
            throw new AssertionError("No submenu came");
        }
        return new Point(x0, y0);
    }

    private static int first(int[] counts, int more) {
        int at = 0;
        while (at < counts.length && counts[at] <= more) {
            at++;
        }
        return at;
    }
}
