package org.vertebrafe.study.cohort;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.fem.linalg.SolverException;

/**
 * What became of a vertebra.
 *
 * @param result numbers, or the reason why there are none
 * @param keep whether it will be the same next time: what fails because of its inputs will fail again and is kept; what
 *     the machine may be the reason of is not
 */
public record VertebraOutcome(CohortResult result, boolean keep) {

    /** Computes a result. */
    @FunctionalInterface
    public interface Work {
        CohortResult run() throws IOException;
    }

    /** @throws CancelledException if cancelled; nothing else */
    static VertebraOutcome of(Work work) {
        try {
            return new VertebraOutcome(work.run(), true);
        } catch (CancelledException e) {
            throw e;
        } catch (InputException | SolverException e) {
            return new VertebraOutcome(CohortResult.failed(reason(e)), true);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return new VertebraOutcome(CohortResult.failed(reason(e)), false);
        }
    }

    /** A reason for a person, on one line. */
    static String reason(Throwable e) {
        String text = e instanceof InputException || e instanceof SolverException ? e.getMessage() : e.toString();
        return text.replaceAll("\\s+", " ");
    }

    String toText() {
        JsonObject json = new JsonObject();
        json.addProperty("keep", keep);
        json.add("result", result.toJson());
        return json.toString();
    }

    static VertebraOutcome ofText(String text) {
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        return new VertebraOutcome(
                CohortResult.ofJson(json.getAsJsonObject("result")),
                json.get("keep").getAsBoolean());
    }
}
