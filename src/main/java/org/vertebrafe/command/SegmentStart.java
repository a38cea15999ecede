package org.vertebrafe.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.FoundVertebrae;
import org.vertebrafe.segmentation.oneclick.FoundBody;
import org.vertebrafe.segmentation.oneclick.SpineFinder;

/** Finds the vertebrae of a CT and lets the user, or a macro, say which one is meant. */
final class SegmentStart {

    /** The choice of a seed that needs nothing drawn. */
    static final String AUTOMATIC = "automatic";

    private SegmentStart() {}

    /**
     * The vertebra that is meant, by its number from the top.
     *
     * @param vertebra the number; 0: ask, or where nobody can be asked only list
     * @return empty where they were only listed
     * @throws CancelledException if the user cancels the question
     */
    static Optional<FoundBody> found(int vertebra, ImagePlus image, CtStack ct, LongWork work) {
        List<FoundBody> bodies = SpineFinder.find(ct.volume(), work.threads(), work.progress());
        if (bodies.isEmpty()) {
            throw InputException.of(
                    "No vertebral body was found in \"%s\". Check that it is a CT of the spine with the head at the"
                            + " superior end, or click into a body and choose seed selection.",
                    image.getTitle());
        }
        FoundVertebrae found = new FoundVertebrae(bodies, image, ct);
        found.show();
        int number = vertebra;
        if (number == 0) {
            if (GraphicsEnvironment.isHeadless() || Macro.getOptions() != null) {
                IJ.log("Vertebrae of " + ct.title() + ": " + bodies.size() + " found, listed in the table "
                        + FoundVertebrae.TABLE + "; vertebra=1 to " + bodies.size() + " segments one.");
                return Optional.empty();
            }
            OptionalInt answer = found.ask();
            number = answer.orElseThrow(CancelledException::new);
        }
        if (number < 1 || number > bodies.size()) {
            throw InputException.of(
                    "Vertebra %d: %d were found. Give a number from 1, the topmost, to %d.",
                    number, bodies.size(), bodies.size());
        }
        return Optional.of(bodies.get(number - 1));
    }
}
