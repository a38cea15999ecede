package org.vertebrafe.imagej.plain;

import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.vertebrafe.base.InputException;

/**
 * Gives a command its inputs: from the macro that calls it, else from a dialog. The first image input falls to the active
 * image. What a macro leaves out has the command's own default, never a value of an earlier session.
 */
final class Harvester extends AbstractPreprocessorPlugin {

    private final List<ModuleItem<?>> harvested = new ArrayList<>();

    /** Inputs that no dialog shows and a macro may set all the same. */
    private final List<ModuleItem<?>> hidden = new ArrayList<>();

    /** The inputs that were asked for, in the order of the command; what the recorder writes down. */
    List<ModuleItem<?>> harvested() {
        return harvested;
    }

    @Override
    public void process(Module module) {
        harvested.clear();
        hidden.clear();
        for (ModuleItem<?> item : module.getInfo().inputs()) {
            if (item.isAutoFill()
                    && item.getVisibility() != ItemVisibility.MESSAGE
                    && ItemValues.supports(item)
                    && !module.isInputResolved(item.getName())) {
                (item.getVisibility() == ItemVisibility.INVISIBLE ? hidden : harvested).add(item);
            }
        }
        String options = Macro.getOptions();
        if (options != null || GraphicsEnvironment.isHeadless()) {
            fromMacro(module, MacroOptions.parse(options == null ? "" : options));
        } else if (!fromDialog(module)) {
            cancel(null);
            return;
        }
        harvested.forEach(item -> module.resolveInput(item.getName()));
        hidden.forEach(item -> module.resolveInput(item.getName()));
    }

    private void fromMacro(Module module, Map<String, String> options) {
        Map<String, ModuleItem<?>> byKey = new LinkedHashMap<>();
        harvested.forEach(item -> byKey.put(key(item), item));
        hidden.forEach(item -> byKey.put(key(item), item));
        options.forEach((key, value) -> {
            ModuleItem<?> item = byKey.get(key);
            if (item == null) {
                throw InputException.of(
                        "\"%s\" has no option \"%s\"; it has: %s.",
                        module.getInfo().getTitle(), key, String.join(", ", byKey.keySet()));
            }
            Object parsed = ItemValues.parse(item, value);
            ItemValues.check(item, parsed);
            module.setInput(item.getName(), parsed);
        });
        boolean first = true;
        for (ModuleItem<?> item : harvested) {
            if (item.getType() == ImagePlus.class) {
                if (!options.containsKey(key(item))) {
                    fillImage(module, item, first);
                }
                first = false;
            } else if (module.getInput(item.getName()) != null) {
                ItemValues.check(item, module.getInput(item.getName()));
            }
        }
    }

    /** The active image for the first image input; a second one must be named, or it would silently be the same. */
    private static void fillImage(Module module, ModuleItem<?> item, boolean first) {
        ImagePlus active = WindowManager.getCurrentImage();
        if (first && active != null) {
            module.setInput(item.getName(), active);
        } else if (item.isRequired()) {
            throw InputException.of(
                    first ? "%s: no image is open; open it first." : "%s is missing: name the image, %s=[its title].",
                    ItemValues.label(item),
                    key(item));
        }
    }

    /** An input's name in macros. */
    private static String key(ModuleItem<?> item) {
        return item.getName().toLowerCase(Locale.US);
    }

    private boolean fromDialog(Module module) {
        List<ModuleItem<?>> images = harvested.stream()
                .filter(item -> item.getType() == ImagePlus.class)
                .toList();
        long needed = images.stream().filter(ModuleItem::isRequired).count();
        if (WindowManager.getImageCount() < needed) {
            String names = String.join(
                    " and ",
                    images.stream()
                            .map(item -> "\"" + ItemValues.label(item) + "\"")
                            .toList());
            throw InputException.of(
                    "\"%s\" needs %d open image%s: %s.",
                    module.getInfo().getTitle(), needed, needed == 1 ? "" : "s", names);
        }
        List<ModuleItem<?>> asked = new ArrayList<>(harvested);
        if (images.size() == 1 && WindowManager.getCurrentImage() != null) {
            // As in Fiji: a lone image input is the active image and gets no row.
            module.setInput(images.get(0).getName(), WindowManager.getCurrentImage());
            asked.remove(images.get(0));
        }
        return asked.isEmpty() || new ParameterDialog(module, asked).ask();
    }
}
