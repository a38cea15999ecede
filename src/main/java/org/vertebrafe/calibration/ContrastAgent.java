package org.vertebrafe.calibration;

import java.util.Arrays;
import org.vertebrafe.base.InputException;

/** Whether the patient was given contrast agent, which raises the CT numbers of blood and of trabecular bone. */
public enum ContrastAgent {
    GIVEN("yes"),
    NOT_GIVEN("no"),
    UNKNOWN("unknown");

    private final String id;

    ContrastAgent(String id) {
        this.id = id;
    }

    /** The name in files: yes, no or unknown. */
    public String id() {
        return id;
    }

    /**
     * The answer of a name in a file.
     *
     * @throws InputException if it is not yes, no or unknown
     */
    public static ContrastAgent ofId(String id) {
        return Arrays.stream(values())
                .filter(answer -> answer.id.equals(id))
                .findFirst()
                .orElseThrow(() -> InputException.of("Contrast agent \"%s\": yes, no or unknown expected.", id));
    }
}
