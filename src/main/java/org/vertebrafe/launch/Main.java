package org.vertebrafe.launch;

import java.lang.reflect.InvocationTargetException;

/** The program {@code vertebrafe}: starts it where Java is new enough, else says so with exit status 2. */
public final class Main {

    private static final int BAD_INPUT = 2;

    private Main() {}

    /** Runs the command line. */
    public static void main(String[] arguments) throws Throwable {
        if (JavaVersion.running() < JavaVersion.NEEDED) {
            System.err.println(JavaVersion.message(JavaVersion.running()));
            System.exit(BAD_INPUT);
        }
        try {
            Class.forName("org.vertebrafe.cli.VertebraFE")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
