package org.vertebrafe.launch;

import java.util.ArrayList;
import java.util.List;
import org.scijava.MenuPath;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.service.AbstractService;
import org.scijava.service.Service;

/**
 * Runs when Fiji starts. Where its Java is too old for our commands, whose classes would fail to load at a click, it takes
 * them out of the menu, puts one in that says what to do, and says so in the log. Else it does nothing.
 */
@Plugin(type = Service.class)
public final class JavaCheck extends AbstractService {

    /** The menu entry of the notice. */
    static final String NOTICE = "VertebraFE Needs Java " + JavaVersion.NEEDED + "...";

    private static final String OURS = "org.vertebrafe.";

    @Parameter
    private PluginService plugins;

    @Parameter(required = false)
    private LogService log;

    @Override
    public void initialize() {
        int running = JavaVersion.running();
        if (running >= JavaVersion.NEEDED) {
            return;
        }
        List<PluginInfo<?>> tooNew = new ArrayList<>();
        for (PluginInfo<?> plugin : plugins.getPlugins()) {
            if (plugin.getClassName().startsWith(OURS) && !plugin.getClassName().equals(JavaCheck.class.getName())) {
                tooNew.add(plugin);
            }
        }
        plugins.removePlugins(tooNew);
        CommandInfo notice = new CommandInfo(JavaNotice.class.getName());
        notice.setPluginType(Command.class);
        notice.setMenuPath(new MenuPath("Plugins>VertebraFE>" + NOTICE));
        plugins.addPlugin(notice);
        if (log != null) {
            log.error(JavaVersion.message(running));
        }
    }
}
