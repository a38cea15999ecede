package org.vertebrafe.imagej.plain;

import ij.gui.HTMLDialog;
import java.util.ArrayList;
import java.util.List;
import org.scijava.ItemVisibility;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;

/**
 * The page behind a dialog's Help button, here and in Fiji: each input, its description, its range and its name in macros,
 * and where the guide says more.
 */
public final class DialogHelp {

    private DialogHelp() {}

    /** Opens the page of a command in a window of its own. */
    public static void show(ModuleInfo info) {
        List<ModuleItem<?>> asked = new ArrayList<>();
        for (ModuleItem<?> item : info.inputs()) {
            if (item.isAutoFill() && item.getVisibility() == ItemVisibility.NORMAL && ItemValues.supports(item)) {
                asked.add(item);
            }
        }
        new HTMLDialog("Help: " + info.getTitle().replace("...", ""), html(info, asked), false);
    }

    static String html(ModuleInfo info, List<ModuleItem<?>> items) {
        StringBuilder page = new StringBuilder("<html><body style='width:380px'>");
        page.append("<h3>").append(escaped(info.getTitle())).append("</h3>");
        if (info.getDescription() != null) {
            page.append("<p>").append(escaped(info.getDescription())).append("</p>");
        }
        page.append("<table cellpadding='4'>");
        for (ModuleItem<?> item : items) {
            page.append("<tr valign='top'><td><b>")
                    .append(escaped(ItemValues.label(item)))
                    .append("</b><br><code>")
                    .append(item.getName().toLowerCase(java.util.Locale.US))
                    .append("</code></td><td>")
                    .append(escaped(item.getDescription() == null ? "" : item.getDescription()))
                    .append(limits(item))
                    .append("</td></tr>");
        }
        page.append("</table>");
        GuidePages.of(info).ifPresent(guide -> page.append("<p>More in the guide, with pictures: <a href='")
                .append(guide.address())
                .append("'>")
                .append(guide.file())
                .append("</a></p>"));
        return page.append("</body></html>").toString();
    }

    private static String limits(ModuleItem<?> item) {
        Object min = item.getMinimumValue();
        Object max = item.getMaximumValue();
        if (min == null && max == null) {
            return "";
        }
        if (min != null && max != null) {
            return " <i>" + ItemValues.text(min) + " to " + ItemValues.text(max) + "</i>";
        }
        return " <i>" + (min != null ? "at least " + ItemValues.text(min) : "at most " + ItemValues.text(max)) + "</i>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
