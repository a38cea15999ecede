package org.vertebrafe.imagej.plain;

import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.event.ActionEvent;

/** The menu Plugins > VertebraFE of the running ImageJ. */
final class VertebraMenu {

    private VertebraMenu() {}

    /** Does what a click on a menu item does. */
    static void choose(String command) {
        Menu menu = menu();
        for (int i = 0; i < menu.getItemCount(); i++) {
            MenuItem item = menu.getItem(i);
            if (item.getLabel().equals(command)) {
                item.dispatchEvent(new ActionEvent(item, ActionEvent.ACTION_PERFORMED, command));
                return;
            }
        }
        throw new AssertionError("No command " + command + " in the menu");
    }

    static Menu menu() {
        Menu plugins = ij.Menus.getImageJMenu("Plugins");
        for (int i = 0; i < plugins.getItemCount(); i++) {
            if (plugins.getItem(i) instanceof Menu menu && menu.getLabel().equals("VertebraFE")) {
                return menu;
            }
        }
        throw new AssertionError("No menu Plugins > VertebraFE");
    }
}
