package org.vertebrafe.base;

/**
 * Where long work reports how far it is and learns that it should stop. The core polls {@link #isCancelled()} at least
 * ten times a second; the caller's window, macro or terminal stands behind it.
 */
public interface Progress {

    /** Reports nowhere and is never cancelled. */
    Progress NONE = new Progress() {
        @Override
        public void report(String stage, double fraction) {
            // Nobody listens.
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /**
     * Reports the state of the work. May be called from any thread.
     *
     * @param stage what is being done, in words for a person
     * @param fraction done so far, 0..1, of this stage; NaN when unknown
     */
    void report(String stage, double fraction);

    /** Whether the user asked to stop. */
    boolean isCancelled();

    /**
     * Stops the work when the user asked for it.
     *
     * @throws CancelledException if {@link #isCancelled()}
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }
}
