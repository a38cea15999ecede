package org.vertebrafe.base;

/** Asks whether Java has room for large work before it is begun. */
public final class Memory {

    private static final double GB = 1e9;

    private Memory() {}

    /**
     * Refuses work that Java's memory has no room for.
     *
     * @param what the work, as the beginning of a sentence: "A model of ..."
     * @param bytes needed beside what is in use now, as far as one can tell beforehand
     * @param remedy what else to do than to give Java more: "choose larger elements"
     * @throws InputException saying how much is needed and how to have it
     */
    public static void require(String what, double bytes, String remedy) {
        Runtime java = Runtime.getRuntime();
        long used = java.totalMemory() - java.freeMemory();
        if (bytes > java.maxMemory() - used) {
            // What is no longer needed counts as used until it is collected.
            System.gc();
            used = java.totalMemory() - java.freeMemory();
        }
        require(what, bytes, remedy, used, java.maxMemory());
    }

    static void require(String what, double bytes, String remedy, long used, long most) {
        if (bytes > most - used) {
            throw InputException.of(
                    "%s needs about %.1f GB of memory; Java may use %.1f GB, of which %.1f are taken. Give it more"
                            + " (ImageJ: Edit > Options > Memory & Threads; shell: java -Xmx%.0fg) or %s.",
                    what, bytes / GB, most / GB, used / GB, Math.ceil((bytes + used) / GB * 1.1), remedy);
        }
    }
}
