package org.vertebrafe.workbench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A command that does what a stage did, as the macro recorder would write it.
 *
 * @param command its name in the menu
 * @param className of the command, for scripts
 * @param images inputs that are images: name to title
 * @param options all other inputs: name to String, Double, Integer or Boolean
 */
public record Action(String command, String className, Map<String, String> images, Map<String, Object> options) {

    public Action {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
