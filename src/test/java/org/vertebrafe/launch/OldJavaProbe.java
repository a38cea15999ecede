package org.vertebrafe.launch;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;

/** A Fiji start in a Java that says it is 8: prints VertebraFE's menu, one entry a line. For {@link JavaCheckTest}. */
final class OldJavaProbe {

    private OldJavaProbe() {}

    public static void main(String[] arguments) {
        System.setProperty("java.specification.version", arguments[0]);
        try (Context context = new Context()) {
            for (CommandInfo info : context.service(CommandService.class).getCommands()) {
                if (info.getDelegateClassName().startsWith("org.vertebrafe.")) {
                    System.out.println("menu " + info.getMenuPath().getMenuString());
                    if (arguments.length > 1) {
                        context.service(CommandService.class).run(info, true);
                    }
                }
            }
        }
    }
}
