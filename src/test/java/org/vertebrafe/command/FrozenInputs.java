package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;

/** What macros of users depend on in a command: never rename, only add. */
final class FrozenInputs {

    private FrozenInputs() {}

    /**
     * The menu path, then name, type and label of each input that a macro can give, those not in the dialog starred;
     * checks on the way that none is persisted, all are described and no name ends another, since ij.Macro finds "mask="
     * inside "bonemask=".
     */
    static List<String> of(Context context, Class<? extends Command> command) {
        CommandInfo info = context.service(CommandService.class).getCommand(command);
        List<String> frozen = new ArrayList<>(List.of(info.getMenuPath().getMenuString()));
        List<String> names = new ArrayList<>();
        for (ModuleItem<?> item : context.service(ModuleService.class)
                .createModule(info)
                .getInfo()
                .inputs()) {
            Class<?> type = item.getType();
            if (type == ImagePlus.class
                    || type.isPrimitive()
                    || type.getPackageName().equals("java.lang")) {
                frozen.add(item.getName() + ":" + type.getSimpleName() + ":" + item.getLabel()
                        + (item.getVisibility() == ItemVisibility.INVISIBLE ? " *" : ""));
                names.add(item.getName().toLowerCase(Locale.ROOT));
                assertThat(item.isPersisted()).as(item.getName()).isFalse();
                assertThat(item.getDescription()).as(item.getName()).isNotBlank();
            }
        }
        for (String name : names) {
            assertThat(names).filteredOn(other -> !other.equals(name)).noneMatch(other -> other.endsWith(name));
        }
        return frozen;
    }
}
